package io.taskledger.embedded.mongo;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of keys in the order of their unsigned bytes. A search looks at a logarithm of the pages and through one of
 * them. Not thread-safe.
 */
final class KeySet {

    /** Up to as many pages are counted exactly; more are taken for averagely full. */
    private static final int COUNTED_PAGES = 16;

    private final List<KeyPage> pages = new ArrayList<>();
    private final KeyPage.Place place = new KeyPage.Place();
    private long size;

    long size() {
        return size;
    }

    long bytes() {
        return pages.stream().mapToLong(KeyPage::bytes).sum();
    }

    void clear() {
        pages.clear();
        size = 0;
    }

    /** @return whether the key is new */
    boolean add(byte[] key, int length) {
        if (pages.isEmpty()) {
            pages.add(KeyPage.of(key, length));
            size++;
            return true;
        }
        int index = pageOf(key, length);
        var page = pages.get(index);
        page.find(key, length, place);
        if (place.found) {
            return false;
        }
        size++;
        if (!page.isFull()) {
            page.insert(key, length, place);
        } else if (place.rank == page.count()) {
            pages.add(index + 1, KeyPage.of(key, length)); // keys often come in order: leave full pages behind
        } else {
            boolean left = place.rank <= page.count() / 2;
            var right = page.split(page.count() / 2);
            pages.add(index + 1, right);
            var half = left ? page : right;
            half.find(key, length, place);
            half.insert(key, length, place);
        }
        return true;
    }

    /** @return whether the key was there */
    boolean remove(byte[] key, int length) {
        if (pages.isEmpty()) {
            return false;
        }
        int index = pageOf(key, length);
        var page = pages.get(index);
        page.find(key, length, place);
        if (!place.found) {
            return false;
        }
        page.remove(place);
        if (page.count() == 0) {
            pages.remove(index);
        }
        size--;
        return true;
    }

    /** The last page whose first key is not greater; else the first page. */
    private int pageOf(byte[] key, int length) {
        int low = 0;
        int high = pages.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (pages.get(middle).beginsAfter(key, length)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** About how many keys there are from one on (included) up to another (not included). */
    long estimate(byte[] from, byte[] to) {
        if (pages.isEmpty() || Arrays.compareUnsigned(from, to) >= 0) {
            return 0;
        }
        int first = pageOf(from, from.length);
        int last = pageOf(to, to.length);
        long between = 0;
        if (last - first <= COUNTED_PAGES) {
            for (int i = first; i < last; i++) {
                between += pages.get(i).count();
            }
        } else {
            between = (last - first) * size / pages.size();
        }
        return Math.max(0, between - rank(first, from) + rank(last, to));
    }

    private int rank(int page, byte[] key) {
        pages.get(page).find(key, key.length, place);
        return place.rank;
    }

    /** The keys from one on (included) up to another (not included). The set must not change meanwhile. */
    KeyCursor rising(byte[] from, byte[] to) {
        return new Rising(from, to);
    }

    /** The same in the opposite order. */
    KeyCursor falling(byte[] from, byte[] to) {
        return new Falling(from, to);
    }

    private final class Rising implements KeyCursor {
        private final byte[] to;
        private int page;
        private KeyPage.@Nullable Reader reader;
        private boolean skipped;
        private final byte[] from;

        Rising(byte[] from, byte[] to) {
            this.from = from;
            this.to = to;
            page = pages.isEmpty() ? 0 : pageOf(from, from.length);
        }

        @Override
        public boolean next() {
            while (page < pages.size()) {
                if (reader == null) {
                    reader = new KeyPage.Reader(pages.get(page));
                }
                while (reader.next()) {
                    if (skipped || isFrom(reader)) {
                        return Arrays.compareUnsigned(reader.key, 0, reader.length, to, 0, to.length) < 0;
                    }
                }
                page++;
                if (page < pages.size()) {
                    reader.begin(pages.get(page));
                }
            }
            return false;
        }

        private boolean isFrom(KeyPage.Reader reader) {
            skipped = Arrays.compareUnsigned(reader.key, 0, reader.length, from, 0, from.length) >= 0;
            return skipped;
        }

        @Override
        public byte[] key() {
            return requireNonNull(reader).key;
        }

        @Override
        public int length() {
            return requireNonNull(reader).length;
        }
    }

    private final class Falling implements KeyCursor {
        private final byte[] from;
        private final byte[] to;
        private final List<byte[]> keys = new ArrayList<>(KeyPage.MAX_KEYS);
        private int page;
        private byte[] key = {};

        Falling(byte[] from, byte[] to) {
            this.from = from;
            this.to = to;
            page = pages.isEmpty() ? -1 : pageOf(to, to.length);
        }

        @Override
        public boolean next() {
            while (true) {
                while (!keys.isEmpty()) {
                    key = keys.removeLast();
                    if (Arrays.compareUnsigned(key, to) < 0) {
                        return Arrays.compareUnsigned(key, from) >= 0;
                    }
                }
                if (page < 0) {
                    return false;
                }
                var reader = new KeyPage.Reader(pages.get(page--));
                while (reader.next()) {
                    keys.add(Arrays.copyOf(reader.key, reader.length));
                }
            }
        }

        @Override
        public byte[] key() {
            return key;
        }

        @Override
        public int length() {
            return key.length;
        }
    }
}
