package io.taskledger.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder that only one holder uses at a time, within this JVM and across processes. The operating system releases the
 * lock however the process ends.
 */
public final class FolderLock implements AutoCloseable {

    /**
     * Folders locked in this JVM. Needed because closing the lock file a second time would release the process's lock
     * on it (POSIX).
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks an existing folder.
     *
     * @param name of the lock file in it
     * @return null if another holder has the lock
     * @throws IOException if the folder cannot be written
     */
    public static @Nullable FolderLock of(Path folder, String name) throws IOException {
        var file = folder.toRealPath().resolve(name);
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
            // the lock is released when the process ends
        }
        HELD.remove(file);
    }
}
