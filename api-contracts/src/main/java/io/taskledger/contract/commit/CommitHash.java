package io.taskledger.contract.commit;

import io.taskledger.contract.Sha256;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 over the bytes of a commit. The bytes contain the hash of the previous commit, so the hashes of a lane form a
 * chain: the last hash shows whether any earlier commit was changed.
 */
public final class CommitHash {

    /** The previous hash in the first commit of a lane: 64 zeros. */
    public static final CommitHash NONE = new CommitHash(new byte[32]);

    private final byte[] value;

    private CommitHash(byte[] value) {
        this.value = value;
    }

    /** The hash of a commit's canonical bytes. */
    public static CommitHash over(byte[] commitBytes) {
        return new CommitHash(Sha256.of(commitBytes));
    }

    /** @throws IllegalArgumentException unless it is 64 lower-case hexadecimal digits */
    public static CommitHash parse(String hex) {
        var value = HexFormat.of().parseHex(hex);
        if (value.length != 32 || !HexFormat.of().formatHex(value).equals(hex)) {
            throw new IllegalArgumentException("Not a SHA-256 hash in lower-case hex");
        }
        return new CommitHash(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommitHash hash && Arrays.equals(value, hash.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(value);
    }
}
