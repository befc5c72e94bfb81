package io.taskledger.query.projection;

import io.taskledger.contract.event.EventCodec;
import io.taskledger.query.fold.EventInCommit;
import io.taskledger.query.fold.ImpossibleEventException;
import io.taskledger.query.fold.Projection;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.fold.StreamKind;
import io.taskledger.query.fold.StreamProjection;
import io.taskledger.query.store.ReadModels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The documents of the streams whose events are in a batch, of every kind. Not thread-safe. */
record BatchStreams(Map<StreamKind, FoldedStreams<?, ?>> byKind) {

    /** Reads them, with one round trip for each kind of stream in the batch. */
    static BatchStreams load(ReadModels readModels, Projections projections, List<LaneCommit> commits) {
        var concerned = concerned(commits);
        var byKind = new HashMap<StreamKind, FoldedStreams<?, ?>>();
        for (Projection projection : projections.foldOrder()) {
            if (projection instanceof StreamProjection<?, ?> streams) {
                var keys = concerned.getOrDefault(streams.kind(), Set.of());
                byKind.put(streams.kind(), FoldedStreams.load(readModels, streams, keys));
            }
        }
        return new BatchStreams(byKind);
    }

    private static Map<StreamKind, Set<StreamKey>> concerned(List<LaneCommit> commits) {
        var concerned = new HashMap<StreamKind, Set<StreamKey>>();
        for (var commit : commits) {
            var content = commit.commit().content();
            for (var event : content.events()) {
                concerned
                        .computeIfAbsent(StreamKind.of(event.stream()), _ -> new HashSet<>())
                        .add(new StreamKey(content.owner(), event.stream()));
            }
        }
        return concerned;
    }

    /**
     * Whether more than this is already applied: by another node, or by this one before it was killed. Only these
     * documents decide which events are parked; what is derived from them does not.
     */
    boolean isAheadOf(long position) {
        return byKind.values().stream().anyMatch(streams -> streams.documents().anyPast(position));
    }

    /**
     * Folds an event into its stream.
     *
     * @throws io.taskledger.contract.event.UnreadableEventException if it cannot be read; nothing has changed
     * @throws ImpossibleEventException if it cannot be applied; nothing has changed
     */
    void fold(EventInCommit event, EventCodec codec, Changes changes) {
        var streams = byKind.get(StreamKind.of(event.recorded().stream()));
        if (streams == null) {
            throw new ImpossibleEventException("No projection knows streams of this kind");
        }
        streams.fold(event, codec, changes);
    }
}
