package io.taskledger.vault.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** Files that only their owner may read, where the file system knows permissions. */
final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Creates the folder unless it exists. */
    static Path folder(Path folder) throws IOException {
        return Files.createDirectories(folder, only("rwx------"));
    }

    /** Writes a file anew and returns when it is on disk. */
    static void write(Path file, String content) throws IOException {
        Files.deleteIfExists(file); // an earlier attempt may have left it, with other permissions
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, only("rw-------"))) {
            var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The content of a file that is written once and then stays as it is. */
    static String once(Path file, Supplier<String> content) throws IOException {
        if (!Files.exists(file)) {
            var partial = file.resolveSibling(file.getFileName() + ".new");
            write(partial, content.get());
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            force(requireNonNull(file.getParent()));
        }
        return Files.readString(file);
    }

    /** Returns when names in the folder are on disk. */
    static void force(Path folder) throws IOException {
        if (POSIX) { // elsewhere a folder cannot be opened
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] only(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
