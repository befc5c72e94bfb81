package io.taskledger.embedded.mongo;

import java.util.Arrays;

/** A place between values: before or after everything that begins with some bytes of {@link KeyWriter}. Immutable. */
final class Bound implements Comparable<Bound> {

    private final byte[] bytes;
    private final boolean after;
    private final boolean beginning;

    private Bound(byte[] bytes, boolean after, boolean beginning) {
        this.bytes = bytes;
        this.after = after;
        this.beginning = beginning;
    }

    static Bound before(byte... bytes) {
        return new Bound(bytes, false, false);
    }

    static Bound after(byte... bytes) {
        return new Bound(bytes, true, false);
    }

    /** Before everything that begins with these bytes, which are the beginning of values and not a whole one. */
    static Bound beforeAll(byte... beginning) {
        return new Bound(beginning, false, true);
    }

    /** The place in the opposite order. */
    Bound inverted() {
        var inverted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return beginning ? beforeAll(next(inverted)) : new Bound(inverted, !after, false);
    }

    /** The least bytes that are greater than all that begin with these. No beginning has only bytes 0xFF. */
    private static byte[] next(byte[] bytes) {
        int last = bytes.length - 1;
        while (bytes[last] == (byte) 0xFF) {
            last--;
        }
        var next = Arrays.copyOf(bytes, last + 1);
        next[last]++;
        return next;
    }

    /** The least bytes behind this place, for keys that begin with these other bytes. */
    byte[] behind(byte[] prefix) {
        var key = Arrays.copyOf(prefix, prefix.length + bytes.length + (after ? 1 : 0));
        System.arraycopy(bytes, 0, key, prefix.length, bytes.length);
        if (after) {
            key[key.length - 1] = (byte) 0xFF; // no value begins with it
        }
        return key;
    }

    /** Whether the value lies behind this place. */
    boolean isBefore(byte[] value, int length) {
        int common = Math.min(bytes.length, length);
        int order = Arrays.compareUnsigned(bytes, 0, common, value, 0, common);
        return order < 0 || order == 0 && !after && length >= bytes.length;
    }

    /** Whether this place and another one enclose exactly what begins with the same bytes. */
    boolean enclosesOne(Bound other) {
        return !after && other.after && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int compareTo(Bound other) {
        return Arrays.compareUnsigned(behind(new byte[0]), other.behind(new byte[0]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bound bound && after == bound.after && Arrays.equals(bytes, bound.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
