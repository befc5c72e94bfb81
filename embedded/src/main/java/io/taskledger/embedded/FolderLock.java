package io.taskledger.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder that belongs to one user at a time, in this JVM and among processes. The operating system lets go of the
 * lock however the process ends.
 */
public final class FolderLock implements AutoCloseable {

    /** In this JVM; it would lose its lock on a file by closing that file a second time (POSIX). */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks a folder that exists.
     *
     * @param name of the lock's file in it
     * @return null if somebody else holds it
     * @throws IOException if the folder cannot be written
     */
    public static @Nullable FolderLock of(Path folder, String name) throws IOException {
        Path file = folder.toRealPath().resolve(name);
        if (!HELD.add(file)) {
            return null;
        }
        boolean held = false;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held = channel.tryLock() != null;
            return held ? new FolderLock(file, channel) : null;
        } finally {
            if (!held) {
                HELD.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the lock goes with the process then
        }
        HELD.remove(file);
    }
}
