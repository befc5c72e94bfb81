package io.taskledger.query.projection;

import io.taskledger.contract.event.EventCodec;
import io.taskledger.contract.event.UnreadableEventException;
import io.taskledger.query.fold.EventInCommit;
import io.taskledger.query.fold.EventPosition;
import io.taskledger.query.fold.ImpossibleEventException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Folds the commits of one lane of a batch, and parks the events that cannot be applied, in memory. Not thread-safe.
 */
final class BatchFold {

    private final EventCodec codec;
    private final LaneBatch lane;
    private final Batch batch;
    private final Map<StreamKey, EventPosition> newHeads = new HashMap<>();
    private final List<Document> newlyParked = new ArrayList<>();

    BatchFold(EventCodec codec, LaneBatch lane, Batch batch) {
        this.codec = codec;
        this.lane = lane;
        this.batch = batch;
    }

    /** Folds the commits into the documents of their streams. */
    void fold() {
        for (var commit : lane.commits()) {
            for (int i = 0; i < commit.commit().content().events().size(); i++) {
                fold(commit, new EventInCommit(commit.commit(), i));
            }
        }
    }

    LaneBatch lane() {
        return lane;
    }

    /** Whether some event could not be applied. */
    boolean parks() {
        return !newlyParked.isEmpty();
    }

    /** Stores the events that could not be applied. */
    void park() {
        lane.parked().store(newlyParked);
    }

    private void fold(LaneCommit from, EventInCommit event) {
        if (!batch.concerns(event)) {
            return; // another group folds it, from its own checkpoint
        }
        var stream = new StreamKey(event.owner(), event.recorded().stream());
        var place = event.place();
        var head = newHeads.getOrDefault(stream, lane.parked().head(stream));
        if (head != null && head.compareTo(place) < 0) {
            newlyParked.add(Parked.behind(from, place, event.recorded()));
        } else if (head == null || head.compareTo(place) > 0) {
            tryToApply(from, event, stream);
        }
    }

    private void tryToApply(LaneCommit from, EventInCommit event, StreamKey stream) {
        try {
            batch.fold(event, codec);
        } catch (UnreadableEventException | ImpossibleEventException e) {
            newHeads.put(stream, event.place());
            newlyParked.add(Parked.head(from, event.place(), event.recorded(), String.valueOf(e.getMessage())));
        }
    }
}
