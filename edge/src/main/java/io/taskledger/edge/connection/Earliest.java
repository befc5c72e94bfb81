package io.taskledger.edge.connection;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Sorts by times that other threads change meanwhile: each is looked at once. */
final class Earliest {

    private Earliest() {}

    private record Timed<T>(T item, long age) {}

    /**
     * Those with the earliest times.
     *
     * @param time of one clock, which may have passed its largest number
     * @param most may be negative, which is none
     */
    static <T> List<T> of(List<T> items, ToLongFunction<T> time, long most) {
        if (most <= 0 || items.isEmpty()) {
            return List.of();
        }
        long some = time.applyAsLong(items.getFirst());
        return items.stream()
                .map(item -> new Timed<>(item, time.applyAsLong(item) - some))
                .sorted(Comparator.comparingLong(Timed::age))
                .limit(most)
                .map(Timed::item)
                .toList();
    }
}
