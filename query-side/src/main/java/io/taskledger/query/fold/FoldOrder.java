package io.taskledger.query.fold;

import java.util.ArrayList;
import java.util.List;

/** Puts each projection after its source. Not thread-safe. */
final class FoldOrder {

    private final List<Projection> registered;
    private final List<Projection> ordered = new ArrayList<>();

    private FoldOrder(List<Projection> registered) {
        this.registered = registered;
    }

    /** @throws IllegalArgumentException if a source is missing, or in a circle; the message is a sentence */
    static List<Projection> of(List<Projection> registered) {
        var order = new FoldOrder(registered);
        registered.forEach(projection -> order.insert(projection, List.of()));
        return order.ordered;
    }

    /** @param path the projections that are derived from this one, by their collections */
    private void insert(Projection projection, List<String> path) {
        var next = new ArrayList<>(path);
        next.add(projection.collection());
        if (path.contains(projection.collection())) {
            throw new IllegalArgumentException("These projections are derived from each other in a circle, so none of"
                    + " them can be written before its source: " + String.join(", ", next));
        }
        if (!ordered.contains(projection)) {
            projection.derivedFrom().ifPresent(source -> {
                requireRegistered(projection, source);
                insert(source, next);
            });
            ordered.add(projection);
        }
    }

    private void requireRegistered(Projection projection, Projection source) {
        if (!registered.contains(source)) {
            throw new IllegalArgumentException("The projection " + projection.collection() + " is derived from "
                    + source.collection() + ", which is not registered: register " + source.collection() + " too");
        }
    }
}
