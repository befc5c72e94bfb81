package io.taskledger.embedded.mongo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the index of a query. Each plan costs the documents that it is expected to read: all that its entries name,
 * or, if they come in the query's order, as many as it takes to find a page. How many of its documents pass the other
 * conditions is judged by the plan with the fewest entries. Of equal plans, the one that serves more conditions is
 * taken, then the one of the older index.
 */
final class Planner {

    private Planner() {}

    /**
     * Null if every document must be read.
     *
     * @param wanted the number of documents after which the query is done; 0 for all
     * @param total the number of documents
     */
    static @Nullable Plan choose(List<OrderedIndex> indexes, Filter filter, Order order, int wanted, int total) {
        var plans = new ArrayList<Plan>();
        for (var index : indexes) {
            if (index.isComplete()) {
                plans.addAll(IndexPlans.of(index, filter, order));
            }
        }
        if (plans.size() < 2) {
            return plans.isEmpty() ? null : plans.getFirst();
        }
        var entries = plans.stream().mapToLong(Plan::entries).toArray();
        long fewest = total;
        for (long each : entries) {
            fewest = Math.min(fewest, each);
        }
        @Nullable Plan best = null;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < entries.length; i++) {
            double cost =
                    cost(plans.get(i), entries[i], fewest, wanted, plans.get(i).isExact(filter));
            if (best == null
                    || cost < least
                    || cost == least
                            && plans.get(i).served().size() > best.served().size()) {
                best = plans.get(i);
                least = cost;
            }
        }
        return best;
    }

    private static double cost(Plan plan, long entries, long fewest, int wanted, boolean exact) {
        if (!plan.isSorted()) {
            return 2.0 * entries + 1; // they must also be sorted
        }
        if (wanted == 0) {
            return entries;
        }
        double passing = exact ? 1 : Math.max(fewest, 1) / (double) Math.max(entries, 1);
        return Math.min((double) entries, wanted / passing);
    }
}
