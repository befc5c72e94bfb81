package io.taskledger.vault.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Files that only their owner may read, where the file system knows permissions. */
final class PrivateFiles {

    static final String PARTIAL = ".new";

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Creates the folder unless it exists. */
    static Path folder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder, only("rwx------"));
            force(requireNonNull(folder.toAbsolutePath().getParent()));
        }
        return folder;
    }

    /** The content of a file that is written once and then stays as it is. */
    static String once(Path file, Supplier<String> content) throws IOException {
        if (!Files.exists(file)) {
            writeIfAbsent(file, content.get());
        }
        return Files.readString(file);
    }

    /** Writes a file, complete and on disk, unless it exists; of several processes, one writes it. */
    static void writeIfAbsent(Path file, String content) throws IOException {
        var partial = partial(file, content);
        try {
            Files.createLink(file, partial);
        } catch (FileAlreadyExistsException e) {
            // it is as complete as this one would be
        } finally {
            Files.deleteIfExists(partial);
        }
        force(requireNonNull(file.getParent()));
    }

    /** Replaces a file; whatever happens, it is the old one or the new one, complete. {@link #force} must follow. */
    static void replace(Path file, String content) throws IOException {
        Files.move(partial(file, content), file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes what a process left behind that was killed while it wrote. */
    static void deletePartial(Path folder) throws IOException {
        try (var left = Files.newDirectoryStream(folder, "*" + PARTIAL)) {
            for (var file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Path partial(Path file, String content) throws IOException {
        var partial = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + PARTIAL);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(partial, options, only("rw-------"))) {
            var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return partial;
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
