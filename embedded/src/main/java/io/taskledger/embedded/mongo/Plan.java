package io.taskledger.embedded.mongo;

import io.taskledger.embedded.mongo.Condition.Within;
import java.util.Collection;
import java.util.List;

/**
 * How one index serves a query: which of its entries are read, and what is then left to do.
 *
 * @param scans the entries, in parts
 * @param served the conditions that hold for all of them
 * @param sorting whether the entries come in the query's order
 * @param falling whether they are read backwards
 * @param repeats whether a document may have several of the entries
 */
record Plan(
        OrderedIndex index,
        List<Scan> scans,
        Collection<Within> served,
        Sorting sorting,
        boolean falling,
        boolean repeats) {

    /** What a plan does for the order of a query. */
    enum Sorting {
        /** Nothing: the documents must be sorted. */
        NONE,
        /** The parts, one after another, have the order, or none is wanted. */
        SEQUENCE,
        /** Each part has the order, and all parts must be merged. */
        MERGE
    }

    /** Entries from one key up to another. Immutable. */
    static final class Scan {
        private final byte[] from;
        private final byte[] to;
        private final int fixed;

        /** @param fixed the number of bytes at the beginning that all these keys share */
        Scan(byte[] from, byte[] to, int fixed) {
            this.from = from;
            this.to = to;
            this.fixed = fixed;
        }

        byte[] from() {
            return from;
        }

        byte[] to() {
            return to;
        }

        int fixed() {
            return fixed;
        }
    }

    boolean isSorted() {
        return sorting != Sorting.NONE;
    }

    /** About how many entries are read if all are. */
    long entries() {
        return scans.stream()
                .mapToLong(scan -> index.entries().estimate(scan.from(), scan.to()))
                .sum();
    }

    /** Whether it finds exactly what the filter asks for. */
    boolean isExact(Filter filter) {
        return served.containsAll(filter.tests());
    }
}
