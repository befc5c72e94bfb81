package io.taskledger.query.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.taskledger.contract.event.EventCodec;
import io.taskledger.query.fold.EventInCommit;
import io.taskledger.query.fold.ImpossibleEventException;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.fold.StreamKind;
import io.taskledger.query.fold.StreamProjection;
import io.taskledger.query.store.ReadModels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The documents of the streams whose events are in a batch, of every kind. Not thread-safe. */
record BatchStreams(Map<StreamKind, FoldedStreams<?, ?>> byKind) {

    /** Reads them, with one round trip for each kind of stream in the batch. */
    static BatchStreams load(ReadModels readModels, Projections projections, List<LaneBatch> lanes) {
        var concerned = concerned(lanes);
        var byKind = new HashMap<StreamKind, FoldedStreams<?, ?>>();
        for (var projection : projections.foldOrder()) {
            if (projection instanceof StreamProjection<?, ?> streams) {
                var keys = concerned.getOrDefault(streams.kind(), Set.of());
                byKind.put(streams.kind(), FoldedStreams.load(readModels, streams, keys));
            }
        }
        return new BatchStreams(byKind);
    }

    private static Map<StreamKind, Set<StreamKey>> concerned(List<LaneBatch> lanes) {
        return lanes.stream()
                .flatMap(BatchStreams::streams)
                .collect(groupingBy(stream -> StreamKind.of(stream.stream()), toSet()));
    }

    private static Stream<StreamKey> streams(LaneBatch lane) {
        return lane.commits().stream()
                .map(commit -> commit.commit().content())
                .flatMap(content ->
                        content.events().stream().map(event -> new StreamKey(content.owner(), event.stream())));
    }

    /**
     * Whether more of the lane is applied than was known: by another node, or by this one before it was killed. Only
     * these documents decide which events are parked; what is derived from them does not.
     */
    boolean isAheadOf(LaneBatch lane) {
        return streams(lane).anyMatch(stream -> {
            var streams = byKind.get(StreamKind.of(stream.stream()));
            return streams != null && streams.position(stream) > lane.from().position();
        });
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
