package io.taskledger.embedded.mongo;

import static java.util.Objects.requireNonNull;

import io.taskledger.embedded.mongo.Condition.Alternatives;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One query on the documents of a collection. Used under the collection's monitor. */
final class Search {

    /** Beyond this number, documents that cannot be in the result are dropped while it is sorted. */
    private static final int SORT_BUFFER = 4_096;

    private final List<OrderedIndex> indexes;
    private final IntFunction<byte[]> documents;
    private final int places;
    private final int total;
    private final Filter filter;
    private final Order order;
    private final int skip;
    private final int limit;

    private long keysExamined;
    private long documentsExamined;
    private @Nullable Plan plan;

    /**
     * @param documents the document at a place, or null
     * @param places the number of places
     * @param total the number of documents
     * @param limit 0 for all
     */
    Search(
            List<OrderedIndex> indexes,
            IntFunction<byte[]> documents,
            int places,
            int total,
            Filter filter,
            Order order,
            int skip,
            int limit) {
        this.indexes = indexes;
        this.documents = documents;
        this.places = places;
        this.total = total;
        this.filter = filter;
        this.order = order;
        this.skip = skip;
        this.limit = limit;
    }

    /** The documents found, in order. */
    List<byte[]> run() {
        var alternatives = soleAlternatives();
        if (alternatives != null && alternatives.stream().allMatch(tests -> plan(tests, Order.NONE, 0) != null)) {
            return sorted(union(alternatives));
        }
        plan = Planner.choose(indexes, filter, order, wanted(), total);
        return plan == null ? sorted(all()) : found(plan);
    }

    /** The number of documents that {@link #run} would find. Reads none if an index alone can tell. */
    int count() {
        plan = Planner.choose(indexes, filter, Order.NONE, wanted(), total);
        if (plan == null || !plan.isExact(filter)) {
            return run().size();
        }
        int most = limit > 0 ? wanted() : Integer.MAX_VALUE;
        var entries = new Entries(plan);
        int found = 0;
        while (found < most && entries.next() >= 0) {
            found++;
        }
        keysExamined += entries.examined();
        return Math.max(0, found - skip);
    }

    private int wanted() {
        return limit > 0 ? skip + limit : 0;
    }

    private @Nullable List<List<Condition>> soleAlternatives() {
        return filter.tests().size() == 1
                        && filter.tests().getFirst() instanceof Alternatives(var alternatives, var wanted)
                        && wanted
                ? alternatives
                : null;
    }

    private @Nullable Plan plan(List<Condition> tests, Order by, int most) {
        var bounds = tests.stream()
                .filter(Condition.Within.class::isInstance)
                .map(Condition.Within.class::cast)
                .toList();
        return Planner.choose(indexes, new Filter(tests, bounds), by, most, total);
    }

    /** The documents of all alternatives, each once. */
    private List<byte[]> union(List<List<Condition>> alternatives) {
        var seen = new BitSet();
        var found = new ArrayList<byte[]>();
        for (var tests : alternatives) {
            var chosen = requireNonNull(plan(tests, Order.NONE, 0));
            plan = chosen;
            var entries = new Entries(chosen);
            var rest = rest(tests, chosen);
            for (int place = entries.next(); place >= 0; place = entries.next()) {
                if (!seen.get(place) && passes(place, rest)) {
                    seen.set(place);
                    found.add(documents.apply(place));
                }
            }
            keysExamined += entries.examined();
        }
        return found;
    }

    private List<byte[]> found(Plan chosen) {
        var entries = new Entries(chosen);
        var rest = rest(filter.tests(), chosen);
        var found = new ArrayList<byte[]>();
        for (int place = entries.next(); place >= 0; place = entries.next()) {
            if (passes(place, rest)) {
                found.add(documents.apply(place));
                if (chosen.isSorted() && limit > 0 && found.size() == wanted()) {
                    break;
                }
                prune(found, chosen.isSorted());
            }
        }
        keysExamined += entries.examined();
        return chosen.isSorted() ? page(found) : sorted(found);
    }

    private static List<Condition> rest(List<Condition> tests, Plan plan) {
        return tests.stream().filter(test -> !plan.served().contains(test)).toList();
    }

    private boolean passes(int place, List<Condition> tests) {
        documentsExamined++;
        if (tests.isEmpty()) {
            return true;
        }
        var document = new StoredDocument(documents.apply(place));
        for (var test : tests) {
            if (!test.passes(document)) {
                return false;
            }
        }
        return true;
    }

    private List<byte[]> all() {
        var found = new ArrayList<byte[]>();
        boolean sorted = order.parts().isEmpty();
        for (int i = 0; i < places; i++) {
            int place = order.backwards() ? places - 1 - i : i;
            if (documents.apply(place) != null && passes(place, filter.tests())) {
                found.add(documents.apply(place));
                if (sorted && limit > 0 && found.size() == wanted()) {
                    break;
                }
                prune(found, sorted);
            }
        }
        return found;
    }

    private void prune(List<byte[]> found, boolean sorted) {
        if (!sorted && limit > 0 && found.size() > SORT_BUFFER + 4 * wanted()) {
            sort(found);
            found.subList(wanted(), found.size()).clear();
        }
    }

    private List<byte[]> sorted(List<byte[]> found) {
        if (!order.parts().isEmpty()) {
            sort(found);
        }
        return page(found);
    }

    private void sort(List<byte[]> found) {
        var writer = new KeyWriter();
        var keys = new IdentityHashMap<byte[], byte[]>(found.size());
        found.forEach(document -> keys.put(document, order.key(new StoredDocument(document), writer)));
        found.sort((one, other) -> Arrays.compareUnsigned(keys.get(one), keys.get(other)));
    }

    private List<byte[]> page(List<byte[]> found) {
        int from = Math.min(skip, found.size());
        int to = limit > 0 ? Math.min(found.size(), wanted()) : found.size();
        return found.subList(from, to);
    }

    /** Whether the documents had to be sorted. */
    boolean sorts() {
        return !order.parts().isEmpty() && (plan == null || !plan.isSorted());
    }

    /** The plan that was used; null if every document was read. */
    @Nullable
    Plan plan() {
        return plan;
    }

    long keysExamined() {
        return keysExamined;
    }

    long documentsExamined() {
        return documentsExamined;
    }
}
