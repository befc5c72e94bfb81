package io.taskledger.standalone;

import io.taskledger.embedded.FolderLock;
import io.taskledger.vault.store.MasterKeyFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The data folder, which survives the process; locked while it is open. */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FolderLock lock;

    private DataFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws CannotStartException if the folder cannot be created or written, or is in use by another process */
    static DataFolder open(Path path) {
        try {
            Files.createDirectories(path);
            var lock = FolderLock.of(path, "taskledger.lock");
            if (lock == null) {
                throw new CannotStartException(
                        "Another Taskledger uses the folder %s; stop it, or choose another folder: ./run --data DIR"
                                .formatted(path));
            }
            return withKeys(new DataFolder(path, lock));
        } catch (IOException e) {
            throw new CannotStartException("The folder %s cannot be written: %s; choose another one: ./run --data DIR"
                    .formatted(path, why(e)));
        }
    }

    /** The master key is made before the first commit can be, so where there are commits, there is one. */
    private static DataFolder withKeys(DataFolder folder) throws IOException {
        if (Files.exists(folder.kafka()) && !MasterKeyFile.isIn(folder.keys())) {
            folder.close();
            throw new CannotStartException(
                    "The folder %s contains commits, but not the keys of owners (%s): restore them from a copy, or choose another folder: ./run --data DIR"
                            .formatted(folder.path(), folder.keys()));
        }
        MasterKeyFile.in(folder.keys());
        return folder;
    }

    private static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException file -> "it is a file";
            case NoSuchFileException none -> "it cannot be created there";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    Path path() {
        return path;
    }

    /** The folder of the broker's log. */
    Path kafka() {
        return path.resolve("kafka");
    }

    /** The folder of the owners' keys and of their master key. */
    Path keys() {
        return path.resolve("keys");
    }

    /** The file for the broker's log lines, needed only if it fails. */
    Path brokerLog() {
        return path.resolve("broker.log");
    }

    @Override
    public void close() {
        lock.close();
    }
}
