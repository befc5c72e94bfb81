package io.taskledger.query.fold;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The projections of a system, in an order that follows from what is derived from what. Immutable.
 *
 * @param foldOrder sources before what is derived from them
 */
public record Projections(List<Projection> foldOrder) {

    /** Other collections that are in the same database. */
    private static final Set<String> OF_THE_SYSTEM = Set.of("commits", "checkpoints", "parked", "rate-limits");

    /**
     * @param foldOrder in any order
     * @throws IllegalArgumentException if they do not fit together; the message is a sentence
     */
    public Projections {
        requireOwnCollections(foldOrder);
        requireOwnStreams(foldOrder);
        foldOrder = List.copyOf(FoldOrder.of(foldOrder));
    }

    private static void requireOwnCollections(List<Projection> projections) {
        var taken = new HashSet<String>();
        for (var each : projections) {
            if (OF_THE_SYSTEM.contains(each.collection())) {
                throw new IllegalArgumentException("The collection " + each.collection()
                        + " is not for a projection: give the projection another name");
            }
            if (!taken.add(each.collection())) {
                throw new IllegalArgumentException(
                        "Two projections have the collection " + each.collection() + ": give one of them another name");
            }
        }
    }

    private static void requireOwnStreams(List<Projection> projections) {
        var taken = new HashMap<StreamKind, Projection>();
        for (var each : projections) {
            if (each instanceof StreamProjection<?, ?> streams) {
                var other = taken.putIfAbsent(streams.kind(), streams);
                if (other != null) {
                    throw new IllegalArgumentException("Both " + other.collection() + " and " + each.collection()
                            + " fold the events of the streams of kind "
                            + streams.kind().name() + ": derive one from the other");
                }
            }
        }
    }

    /** Names every projection and its version, in the order of their names. */
    public String versions() {
        return foldOrder.stream()
                .map(projection -> projection.collection() + " " + projection.version())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** What is derived before its source. */
    public List<Projection> writeOrder() {
        return foldOrder.reversed();
    }
}
