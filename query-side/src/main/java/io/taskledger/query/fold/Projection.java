package io.taskledger.query.fold;

import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * Derives one collection from the commits. It says what its documents contain; reading, guarding and writing them, in
 * an order that survives a crash, is the same for all projections. Stateless and thread-safe.
 *
 * <p>A projection folds either the events of a stream or the changes of another projection's documents, which is then
 * its source. It is written before its source (docs/adr/0019): as long as the source's document lacks a commit, the
 * state from which the change follows is still there, so a repeated batch derives the same change.
 */
public sealed interface Projection permits DocumentProjection, LogProjection {

    /** The name of its collection, which no other projection has. */
    String collection();

    /**
     * The version of its documents, from 1. Raise it whenever the same commits give other documents than before: then a
     * new generation of its group is built beside the one that serves.
     */
    int version();

    /**
     * The name of its group: the collection of the projection from which, directly or not, the members of the group are
     * derived. A group is built and switched as one.
     */
    default String group() {
        return derivedFrom().map(Projection::group).orElseGet(this::collection);
    }

    /** The indexes of the collection. Every index for queries of users starts with the owner, like the queries. */
    List<Bson> indexes();

    /** The projection whose changes it folds, and before which it is therefore written; empty if it folds events. */
    default Optional<DocumentProjection<?>> derivedFrom() {
        return switch (this) {
            case StreamProjection<?, ?> _ -> Optional.empty();
            case SummaryProjection<?, ?> summary -> Optional.of(summary.source());
            case LogProjection<?> log -> Optional.of(log.source());
        };
    }
}
