package io.taskledger.embedded.mongo;

import java.util.Arrays;

/**
 * A few dozen keys in order. Each entry holds how many bytes it shares with the key before it, the number of its other
 * bytes, and these: neighbours in an index are alike, so an entry takes a third of its key. Not thread-safe.
 */
final class KeyPage {

    static final int MAX_KEYS = 64;

    private byte[] data;
    private int used;
    private int count;

    private KeyPage(byte[] data, int used, int count) {
        this.data = data;
        this.used = used;
        this.count = count;
    }

    static KeyPage of(byte[] key, int length) {
        var data = new byte[headerSize(0, length) + length];
        var page = new KeyPage(data, data.length, 1);
        System.arraycopy(key, 0, data, page.writeHeader(0, 0, length), length);
        return page;
    }

    /** Where a key is in a page, or would be. */
    static final class Place {
        /** The number of smaller keys in the page. */
        int rank;

        boolean found;
        private int offset;
        private int sharedBefore;
        private int sharedAfter;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count >= MAX_KEYS;
    }

    int bytes() {
        return data.length;
    }

    /** Whether the first key of the page is greater than this one. */
    boolean beginsAfter(byte[] key, int length) {
        int at = afterNumber(0);
        int first = afterNumber(at);
        return Arrays.compareUnsigned(data, first, first + number(at), key, 0, length) > 0;
    }

    /** Compares each entry only where it differs from the one before. */
    void find(byte[] key, int length, Place place) {
        int equal = 0; // bytes that the last smaller entry and the key share
        int at = 0;
        int rank = 0;
        while (at < used) {
            int shared = number(at);
            int header = afterNumber(at);
            int start = afterNumber(header);
            int end = start + number(header);
            if (shared < equal) {
                set(place, false, rank, at, equal, shared);
                return;
            }
            if (shared == equal) {
                int differs = Arrays.mismatch(data, start, end, key, equal, length);
                int common = differs < 0 ? length : equal + differs;
                boolean ended = common - equal == end - start;
                if (ended && common == length) {
                    set(place, true, rank, at, equal, common);
                    return;
                }
                if (!ended && (common == length || greater(data[start + common - equal], key[common]))) {
                    set(place, false, rank, at, equal, common);
                    return;
                }
                equal = common;
            }
            at = end;
            rank++;
        }
        set(place, false, rank, used, equal, 0);
    }

    private static boolean greater(byte one, byte other) {
        return Byte.compareUnsigned(one, other) > 0;
    }

    private static void set(Place place, boolean found, int rank, int offset, int sharedBefore, int sharedAfter) {
        place.found = found;
        place.rank = rank;
        place.offset = offset;
        place.sharedBefore = sharedBefore;
        place.sharedAfter = sharedAfter;
    }

    /** @param place of the key, which is not in this page */
    void insert(byte[] key, int length, Place place) {
        int shared = place.sharedBefore;
        int rest = length - shared;
        int size = headerSize(shared, rest) + rest;
        int at = place.offset;
        int tail = used; // the first byte that stays behind the new entry
        int nextHeader = 0;
        int nextShared = place.sharedAfter;
        int nextRest = 0;
        if (at < used) {
            int header = afterNumber(at);
            int dropped = nextShared - number(at);
            tail = afterNumber(header) + dropped;
            nextRest = number(header) - dropped;
            nextHeader = headerSize(nextShared, nextRest);
        }
        int moved = at + size + nextHeader;
        int total = moved + used - tail;
        if (total > data.length) {
            data = Arrays.copyOf(data, total + total / 8);
        }
        System.arraycopy(data, tail, data, moved, used - tail);
        if (nextHeader > 0) {
            writeHeader(at + size, nextShared, nextRest);
        }
        System.arraycopy(key, shared, data, writeHeader(at, shared, rest), rest);
        used = total;
        count++;
    }

    /** @param place of a key in this page */
    void remove(Place place) {
        int at = place.offset;
        int header = afterNumber(at);
        int start = afterNumber(header);
        int next = start + number(header);
        if (next == used) {
            used = at;
        } else {
            int nextHeader = afterNumber(next);
            int nextStart = afterNumber(nextHeader);
            int shared = Math.min(number(at), number(next));
            int restored = number(next) - shared; // bytes that the next key shared with the removed one only
            int rest = number(nextHeader) + restored;
            var kept = Arrays.copyOfRange(data, start, start + restored);
            int to = at + headerSize(shared, rest);
            int moved = to + restored;
            int total = moved + used - nextStart;
            if (total > data.length) {
                data = Arrays.copyOf(data, total); // the next key's numbers may become longer
            }
            System.arraycopy(data, nextStart, data, moved, used - nextStart);
            System.arraycopy(kept, 0, data, to, restored);
            writeHeader(at, shared, rest);
            used = total;
        }
        count--;
    }

    /** Removes the keys from a rank on and returns them as a page of their own. */
    KeyPage split(int rank) {
        var reader = new Reader(this);
        for (int i = 0; i < rank; i++) {
            reader.next();
        }
        int from = reader.offset;
        reader.next();
        var first = of(reader.key, reader.length);
        int rest = used - reader.offset;
        var right = new KeyPage(Arrays.copyOf(first.data, first.used + rest), first.used + rest, count - rank);
        System.arraycopy(data, reader.offset, right.data, first.used, rest);
        data = Arrays.copyOf(data, from);
        used = from;
        count = rank;
        return right;
    }

    /** Reads the keys of a page in order. */
    static final class Reader {
        private KeyPage page;
        private int offset;
        byte[] key = new byte[96];
        int length;

        Reader(KeyPage page) {
            this.page = page;
        }

        /** Goes on with another page. */
        void begin(KeyPage next) {
            page = next;
            offset = 0;
        }

        boolean next() {
            if (offset >= page.used) {
                return false;
            }
            int shared = page.number(offset);
            int header = page.afterNumber(offset);
            int rest = page.number(header);
            int start = page.afterNumber(header);
            length = shared + rest;
            if (length > key.length) {
                key = Arrays.copyOf(key, 2 * length);
            }
            System.arraycopy(page.data, start, key, shared, rest);
            offset = start + rest;
            return true;
        }
    }

    private int number(int at) {
        int value = data[at];
        return value >= 0
                ? value
                : ~value << 24 | (data[at + 1] & 0xFF) << 16 | (data[at + 2] & 0xFF) << 8 | data[at + 3] & 0xFF;
    }

    private int afterNumber(int at) {
        return at + (data[at] >= 0 ? 1 : 4);
    }

    private static int headerSize(int shared, int rest) {
        return (shared < 128 ? 1 : 4) + (rest < 128 ? 1 : 4);
    }

    private int writeHeader(int at, int shared, int rest) {
        return writeNumber(writeNumber(at, shared), rest);
    }

    /** One byte if it is less than 128, else four. */
    private int writeNumber(int at, int value) {
        if (value < 128) {
            data[at] = (byte) value;
            return at + 1;
        }
        data[at] = (byte) ~(value >>> 24);
        data[at + 1] = (byte) (value >>> 16);
        data[at + 2] = (byte) (value >>> 8);
        data[at + 3] = (byte) value;
        return at + 4;
    }
}
