package io.taskledger.vault.store;

import io.taskledger.contract.Wire;
import io.taskledger.vault.crypto.WrappedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The content of an owner's file: the owner in base64, then {@code live}, the id of the master key and the wrapped key
 * in base64, or {@code erased} and the time; one a line.
 */
final class KeyFile {

    private static final String LIVE = "live";
    private static final String ERASED = "erased";

    private KeyFile() {}

    static String write(String owner, StoredKey key) {
        var coded = base64(owner.getBytes(StandardCharsets.UTF_8));
        return switch (key) {
            case StoredKey.Live live ->
                String.join(
                        "\n",
                        coded,
                        LIVE,
                        live.key().master(),
                        base64(live.key().bytes()),
                        "");
            case StoredKey.Erased erased -> String.join("\n", coded, ERASED, Wire.time(erased.at()), "");
        };
    }

    /** @throws IOException if the file was damaged */
    static StoredKey read(String content) throws IOException {
        var lines = content.split("\n", -1);
        try {
            return switch (lines[1]) {
                case LIVE ->
                    new StoredKey.Live(
                            new WrappedKey(lines[2], Base64.getDecoder().decode(lines[3])));
                case ERASED -> new StoredKey.Erased(Wire.time(lines[2]));
                default -> throw damaged();
            };
        } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
            throw damaged();
        }
    }

    /** @throws IOException if the file was damaged */
    static String owner(String content) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(content.split("\n", -1)[0]), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    static boolean isSame(StoredKey.Live one, StoredKey.Live other) {
        return one.key().master().equals(other.key().master())
                && Arrays.equals(one.key().bytes(), other.key().bytes());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static IOException damaged() {
        return new IOException("The file of an owner's key is damaged");
    }
}
