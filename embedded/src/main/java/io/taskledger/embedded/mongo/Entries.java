package io.taskledger.embedded.mongo;

import io.taskledger.embedded.mongo.Plan.Scan;
import io.taskledger.embedded.mongo.Plan.Sorting;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The places of the documents that a plan finds, each once. Used under the collection's monitor. */
final class Entries {

    private static final int NONE = -1;

    private final Plan plan;
    /** In a sequence the first is read; to be merged, the one whose entry comes first. */
    private final Queue<Part> parts;

    private final BitSet seen = new BitSet();
    private long examined;

    Entries(Plan plan) {
        this.plan = plan;
        boolean merge = plan.sorting() == Sorting.MERGE;
        parts = merge ? new PriorityQueue<>(order(plan.falling())) : new ArrayDeque<>();
        for (var scan : plan.falling() ? plan.scans().reversed() : plan.scans()) {
            var part = new Part(scan);
            if (!merge || part.next()) {
                parts.add(part);
            }
        }
    }

    /** The next place, or a negative number at the end. */
    int next() {
        int place = plan.sorting() == Sorting.MERGE ? merged() : sequential();
        while (place >= 0 && plan.repeats() && seen.get(place)) {
            place = plan.sorting() == Sorting.MERGE ? merged() : sequential();
        }
        if (place >= 0 && plan.repeats()) {
            seen.set(place);
        }
        return place;
    }

    /** The number of entries read. */
    long examined() {
        return examined;
    }

    private int sequential() {
        while (!parts.isEmpty()) {
            var part = parts.peek();
            if (part.next()) {
                return part.cursor().position();
            }
            parts.remove();
        }
        return NONE;
    }

    private int merged() {
        var part = parts.poll();
        if (part == null) {
            return NONE;
        }
        int place = part.cursor().position();
        if (part.next()) {
            parts.add(part);
        }
        return place;
    }

    private static Comparator<Part> order(boolean falling) {
        Comparator<Part> rising = (one, other) -> Arrays.compareUnsigned(
                one.cursor().key(),
                one.fixed,
                one.cursor().length(),
                other.cursor().key(),
                other.fixed,
                other.cursor().length());
        return falling ? rising.reversed() : rising;
    }

    private final class Part {
        private final Scan scan;
        private final int fixed;
        private @Nullable KeyCursor cursor;

        Part(Scan scan) {
            this.scan = scan;
            fixed = scan.fixed();
        }

        boolean next() {
            boolean more = cursor().next();
            examined += more ? 1 : 0;
            return more;
        }

        KeyCursor cursor() {
            if (cursor == null) {
                var entries = plan.index().entries();
                cursor = plan.falling()
                        ? entries.falling(scan.from(), scan.to())
                        : entries.rising(scan.from(), scan.to());
            }
            return cursor;
        }
    }
}
