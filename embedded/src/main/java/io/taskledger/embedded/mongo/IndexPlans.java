package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.IndexKey;
import io.taskledger.embedded.mongo.Condition.Within;
import io.taskledger.embedded.mongo.Plan.Scan;
import io.taskledger.embedded.mongo.Plan.Sorting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ways in which one index can serve a query. From the first field of the index on, conditions that name single
 * values are used; then the conditions on the next field, which may be ranges.
 */
final class IndexPlans {

    /** More parts are not made; further conditions are checked document by document. */
    private static final int MAX_SCANS = 200;

    private final OrderedIndex index;
    private final List<IndexKey> keys;
    private final Filter filter;
    private final Order order;
    private final List<Plan> plans = new ArrayList<>();

    private IndexPlans(OrderedIndex index, Filter filter, Order order) {
        this.index = index;
        this.keys = index.getKeys();
        this.filter = filter;
        this.order = order;
    }

    /** None if the index neither narrows the search nor has the order. */
    static List<Plan> of(OrderedIndex index, Filter filter, Order order) {
        var plans = new IndexPlans(index, filter, order);
        plans.extend(List.of(new byte[0]), List.of());
        return plans.plans;
    }

    /** @param used conditions on the first fields, one for each */
    private void extend(List<byte[]> prefixes, List<Within> used) {
        int field = used.size();
        boolean extended = false;
        if (field < keys.size()) {
            for (var within : conditions(field)) {
                if (within.isPoints()
                        && (long) prefixes.size() * within.intervals().size() <= MAX_SCANS) {
                    extended = true;
                    var more = new ArrayList<>(used);
                    more.add(within);
                    extend(extended(prefixes, intervals(within, field)), more);
                }
            }
        }
        if (!extended) {
            finish(prefixes, used);
        }
    }

    private List<Within> conditions(int field) {
        return filter.bounds().stream()
                .filter(within -> within.field().equals(keys.get(field).getKey()))
                .toList();
    }

    private List<Interval> intervals(Within within, int field) {
        return keys.get(field).isAscending()
                ? within.intervals()
                : within.intervals().reversed().stream().map(Interval::inverted).toList();
    }

    private static List<byte[]> extended(List<byte[]> prefixes, List<Interval> points) {
        var extended = new ArrayList<byte[]>();
        for (var prefix : prefixes) {
            points.forEach(point -> extended.add(point.from().behind(prefix)));
        }
        return extended;
    }

    private void finish(List<byte[]> prefixes, List<Within> points) {
        int field = points.size();
        var ranges = field < keys.size() ? conditions(field) : List.<Within>of();
        if (ranges.isEmpty()) {
            var all = new Interval(Bound.before(), Bound.after());
            add(prefixes, List.of(all), points, points);
        } else if (index.hasArrays(field)) {
            ranges.forEach(range -> add(prefixes, intervals(range, field), points, with(points, List.of(range))));
        } else {
            var single = ranges.stream()
                    .filter(range -> range.intervals().size() == 1)
                    .toList();
            if (single.isEmpty()) {
                add(prefixes, intervals(ranges.getFirst(), field), points, with(points, List.of(ranges.getFirst())));
            } else {
                var both = single.stream()
                        .map(range -> range.intervals().getFirst())
                        .reduce(Interval::and)
                        .orElseThrow();
                add(
                        prefixes,
                        List.of(keys.get(field).isAscending() ? both : both.inverted()),
                        points,
                        with(points, single));
            }
        }
    }

    private static List<Within> with(List<Within> some, List<Within> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private void add(List<byte[]> prefixes, List<Interval> intervals, List<Within> points, List<Within> served) {
        var scans = new ArrayList<Scan>();
        for (var prefix : prefixes) {
            for (var interval : intervals) {
                scans.add(new Scan(interval.from().behind(prefix), interval.to().behind(prefix), prefix.length));
            }
        }
        scans.sort((one, other) -> Arrays.compareUnsigned(one.from(), other.from()));
        int narrowed = served.size();
        boolean repeats = false;
        for (int i = 0; i < keys.size(); i++) {
            boolean single = i < points.size() && points.get(i).intervals().size() == 1;
            repeats |= index.hasArrays(i) && !single;
        }
        var sorting = Sorting.NONE;
        boolean falling = false;
        var wanted = unfixed(points);
        if (wanted.isEmpty()) {
            sorting = Sorting.SEQUENCE;
            falling = order.backwards();
        } else {
            int singles = (int) points.stream()
                    .takeWhile(within -> within.intervals().size() == 1)
                    .count();
            for (int from = 0; from <= singles && sorting == Sorting.NONE; from++) {
                sorting = isOrder(wanted, from) ? Sorting.SEQUENCE : sorting;
                falling = sorting == Sorting.SEQUENCE && isFalling(wanted, from);
            }
            if (sorting == Sorting.NONE && isOrder(wanted, points.size())) {
                sorting = Sorting.MERGE;
                falling = isFalling(wanted, points.size());
            }
        }
        if (narrowed > 0 || sorting != Sorting.NONE && !order.parts().isEmpty()) {
            plans.add(new Plan(index, scans, served, sorting, falling, repeats));
        }
    }

    /** The parts of the order on fields that can differ between the entries read. */
    private List<Order.Part> unfixed(List<Within> points) {
        return order.parts().stream()
                .filter(part -> {
                    for (int i = 0; i < points.size(); i++) {
                        if (points.get(i).field().equals(part.field())
                                && points.get(i).intervals().size() == 1
                                && !index.hasArrays(i)) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
    }

    /** Whether the index has this order from one of its fields on, forwards or backwards. */
    private boolean isOrder(List<Order.Part> wanted, int from) {
        if (from + wanted.size() > keys.size()) {
            return false;
        }
        boolean falling = isFalling(wanted, from);
        for (int i = 0; i < wanted.size(); i++) {
            var key = keys.get(from + i);
            if (!key.getKey().equals(wanted.get(i).field())
                    || index.hasArrays(from + i)
                    || (key.isAscending() != wanted.get(i).rising()) != falling) {
                return false;
            }
        }
        return true;
    }

    private boolean isFalling(List<Order.Part> wanted, int from) {
        return keys.get(from).isAscending() != wanted.getFirst().rising();
    }
}
