package io.taskledger.embedded.mongo;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * A set of places in a collection, in ascending order. As compact as possible, because there is one for every indexed
 * value.
 */
final class Positions {

    private int[] values;
    private int size;

    Positions() {
        values = new int[1];
    }

    /** Places in the caller's order. */
    Positions(int... values) {
        this.values = values;
        size = values.length;
    }

    /** The union of all, without duplicates. */
    static Positions union(Collection<Positions> all) {
        return new Positions(all.stream()
                .flatMapToInt(some -> IntStream.range(0, some.size()).map(some::get))
                .sorted()
                .distinct()
                .toArray());
    }

    int size() {
        return size;
    }

    int get(int index) {
        return values[index];
    }

    void add(int value) {
        int at = size == 0 || values[size - 1] < value ? -size - 1 : Arrays.binarySearch(values, 0, size, value);
        if (at >= 0) {
            return;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size + Math.max(1, size / 2));
        }
        System.arraycopy(values, -at - 1, values, -at, size + at + 1);
        values[-at - 1] = value;
        size++;
    }

    void remove(int value) {
        int at = Arrays.binarySearch(values, 0, size, value);
        if (at >= 0) {
            System.arraycopy(values, at + 1, values, at, size - at - 1);
            size--;
        }
    }
}
