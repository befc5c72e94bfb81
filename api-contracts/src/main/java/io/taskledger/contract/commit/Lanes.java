package io.taskledger.contract.commit;

import java.nio.charset.StandardCharsets;

/**
 * Which lane an owner's commits belong to. The hash is Kafka's own for record keys (murmur2, see
 * {@code org.apache.kafka.common.utils.Utils} and its {@code BuiltInPartitioner}), so lane i is partition i.
 *
 * @param count how many lanes the ledger was created with; 1 to 32,767
 */
public record Lanes(int count) {

    private static final int SEED = 0x9747b28c;
    private static final int MIX = 0x5bd1e995;

    public Lanes {
        if (count < 1 || count > Short.MAX_VALUE) {
            throw new IllegalArgumentException("taskledger.lanes must be between 1 and 32767, not " + count);
        }
    }

    /** From 0 to {@code count - 1}. */
    public int of(String owner) {
        return (murmur2(owner.getBytes(StandardCharsets.UTF_8)) & 0x7fffffff) % count;
    }

    private static int murmur2(byte[] data) {
        int hash = SEED ^ data.length;
        int whole = data.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int k = (data[i] & 0xff) | (data[i + 1] & 0xff) << 8 | (data[i + 2] & 0xff) << 16 | data[i + 3] << 24;
            k *= MIX;
            k ^= k >>> 24;
            k *= MIX;
            hash = hash * MIX ^ k;
        }
        for (int i = data.length - 1; i >= whole; i--) {
            hash ^= (data[i] & 0xff) << 8 * (i - whole);
        }
        if (whole < data.length) {
            hash *= MIX;
        }
        hash ^= hash >>> 13;
        hash *= MIX;
        return hash ^ hash >>> 15;
    }
}
