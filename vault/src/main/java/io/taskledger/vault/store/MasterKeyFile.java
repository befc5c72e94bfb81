package io.taskledger.vault.store;

import io.taskledger.vault.crypto.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A master key in a file, for a process that nobody configures. */
public final class MasterKeyFile {

    private MasterKeyFile() {}

    /**
     * The setting for {@link MasterKeys#parse} that the file contains; a new key if there is no such file.
     *
     * @throws IOException if the folder cannot be used
     */
    public static String in(Path folder) throws IOException {
        return PrivateFiles.once(file(PrivateFiles.folder(folder)), MasterKeyFile::generate);
    }

    /** Whether the folder contains a master key. */
    public static boolean isIn(Path folder) {
        return Files.exists(file(folder));
    }

    private static Path file(Path folder) {
        return folder.resolve("master.key");
    }

    private static String generate() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return "local:" + Base64.getEncoder().encodeToString(key);
    }
}
