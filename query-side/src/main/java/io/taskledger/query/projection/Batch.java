package io.taskledger.query.projection;

import static java.util.Objects.requireNonNull;

import io.taskledger.contract.event.EventCodec;
import io.taskledger.query.fold.EventInCommit;
import io.taskledger.query.fold.ImpossibleEventException;
import io.taskledger.query.fold.LogProjection;
import io.taskledger.query.fold.Projection;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.fold.StreamKind;
import io.taskledger.query.fold.StreamProjection;
import io.taskledger.query.fold.SummaryProjection;
import io.taskledger.query.store.ReadModels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All documents that a batch of commits of one or more lanes changes, with one round trip to read and one to write each
 * collection. A document belongs to one lane, whose positions it contains. First the streams are read and the events
 * folded into them, then what is derived from their changes, level by level. Not thread-safe.
 */
final class Batch {

    private final ReadModels readModels;
    private final Projections projections;
    private final BatchStreams streams;
    private final Changes changes = new Changes();
    private final Map<Projection, Folded> derived = new HashMap<>();

    /** Reads the documents of the streams. */
    Batch(ReadModels readModels, Projections projections, List<LaneBatch> lanes) {
        this.readModels = readModels;
        this.projections = projections;
        this.streams = BatchStreams.load(readModels, projections, lanes);
    }

    /** Whether more of the lane is applied than was known: by another node, or by this one before it was killed. */
    boolean isAheadOf(LaneBatch lane) {
        return streams.isAheadOf(lane);
    }

    /** Whether the event belongs to these projections: either to one of them, or to none of the system. */
    boolean concerns(EventInCommit event) {
        return projections.groupOf(StreamKind.of(event.recorded().stream())) != null;
    }

    /**
     * Folds an event into its stream.
     *
     * @throws io.taskledger.contract.event.UnreadableEventException if it cannot be read; nothing has changed
     * @throws ImpossibleEventException if it cannot be applied; nothing has changed
     */
    void fold(EventInCommit event, EventCodec codec) {
        streams.fold(event, codec, changes);
    }

    /** After all events: folds what is derived from the changes, with one round trip for each affected collection. */
    void derive() {
        for (var projection : projections.foldOrder()) {
            switch (projection) {
                case StreamProjection<?, ?> _ -> {} // folded event by event
                case SummaryProjection<?, ?> summary ->
                    derived.put(summary, FoldedSummary.of(readModels, summary, changes));
                case LogProjection<?> log -> derived.put(log, FoldedLog.of(readModels, log, changes));
            }
        }
    }

    /** Whether some summary of the lane starts from its empty state, which is wrong if the read models were dropped. */
    boolean startsSummary(LaneBatch lane) {
        return derived.values().stream()
                .anyMatch(each -> each instanceof FoldedSummary<?, ?> summary
                        && summary.starting().contains(lane.lane()));
    }

    /** Writes everything, what is derived before its source, and returns whether every guard held. */
    boolean write() {
        return projections.writeOrder().stream()
                .allMatch(projection -> folded(projection).write());
    }

    private Folded folded(Projection projection) {
        return projection instanceof StreamProjection<?, ?> stream
                ? requireNonNull(streams.byKind().get(stream.kind()))
                : requireNonNull(derived.get(projection));
    }
}
