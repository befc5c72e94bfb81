package io.taskledger.query.projection;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.Event;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.event.UnreadableEventException;
import io.taskledger.contract.profile.ProfileView;
import io.taskledger.contract.task.TaskView;
import io.taskledger.query.event.ImpossibleEventException;
import io.taskledger.query.event.Place;
import io.taskledger.query.history.Change;
import io.taskledger.query.history.HistoryDocument;
import io.taskledger.query.history.HistoryEntry;
import io.taskledger.query.profile.ProfileFold;
import io.taskledger.query.stats.Completions;
import io.taskledger.query.stats.OwnerStats;
import io.taskledger.query.task.TaskDocument;
import io.taskledger.query.task.TaskFold;
import io.taskledger.query.task.TaskRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Folds the commits of a batch into the documents that were read, in memory. Not thread-safe. */
final class BatchFold {

    private final EventCodec codec;
    private final Parked parked;
    private final Batch batch;
    private final Map<StreamKey, Place> newHeads = new HashMap<>();
    private final List<Document> history = new ArrayList<>();
    private final List<Document> newlyParked = new ArrayList<>();

    BatchFold(EventCodec codec, Parked parked, Batch batch) {
        this.codec = codec;
        this.parked = parked;
        this.batch = batch;
    }

    /** History entries to insert. */
    List<Document> history() {
        return history;
    }

    /** Parked events to insert. */
    List<Document> newlyParked() {
        return newlyParked;
    }

    void fold(LaneCommit from) {
        var events = from.commit().content().events();
        for (int i = 0; i < events.size(); i++) {
            fold(from, new Place(from.commit().lane(), from.commit().position(), i), events.get(i));
        }
    }

    private void fold(LaneCommit from, Place place, RecordedEvent recorded) {
        var stream = new StreamKey(from.commit().content().owner(), recorded.stream());
        var head = newHeads.getOrDefault(stream, parked.head(stream));
        if (head != null && head.compareTo(place) < 0) {
            newlyParked.add(Parked.behind(from, place, recorded));
        } else if (head == null || head.compareTo(place) > 0) {
            tryToApply(from, place, stream, recorded);
        }
    }

    private void tryToApply(LaneCommit from, Place place, StreamKey stream, RecordedEvent recorded) {
        try {
            apply(from.commit(), place, recorded);
        } catch (UnreadableEventException | ImpossibleEventException e) {
            newHeads.put(stream, place);
            newlyParked.add(Parked.head(from, place, recorded, e.getMessage()));
        }
    }

    private void apply(Commit commit, Place place, RecordedEvent recorded) {
        var task = recorded.stream().task();
        if (task != null) {
            applyToTask(commit, place, task, recorded);
        } else if (recorded.stream().equals(StreamId.PROFILE)) {
            applyToProfile(commit, recorded);
        } else {
            throw new ImpossibleEventException("No projection knows streams of this kind");
        }
    }

    private void applyToTask(Commit commit, Place place, UUID task, RecordedEvent recorded) {
        var content = commit.content();
        var slot = batch.tasks().slot(TaskDocument.id(content.owner(), task));
        if (slot.had(commit.position())) {
            return;
        }
        var event = read(recorded, TaskEvent.class);
        var row = slot.value();
        var before = row == null ? null : row.view();
        var after = TaskFold.fold(before, task, recorded.streamVersion(), event, content.time());
        slot.fold(row == null ? TaskRow.of(after) : row.with(after), commit.position());
        var entry = new HistoryEntry(
                after.version(),
                recorded.type(),
                content.cause().actor(),
                content.time(),
                Change.between(before, after));
        history.add(HistoryDocument.write(place, content.owner(), task, entry));
        count(commit, before, after);
        complete(commit, Completions.day(before), -1);
        complete(commit, Completions.day(after), 1);
    }

    private void complete(Commit commit, @Nullable LocalDate day, long step) {
        if (day != null) {
            var slot = batch.completions().slot(Completions.id(commit.content().owner(), day));
            if (!slot.had(commit.position())) {
                long count = slot.value() == null ? 0 : slot.value();
                slot.fold(count + step, commit.position());
            }
        }
    }

    private void count(Commit commit, @Nullable TaskView before, TaskView after) {
        var slot = batch.stats().slot(commit.content().owner());
        if (slot.had(commit.position())) {
            return;
        }
        var stats = slot.value() == null ? OwnerStats.NONE : slot.value();
        var counted = stats.after(before, after);
        if (!counted.equals(stats)) {
            slot.fold(counted, commit.position());
        }
    }

    private void applyToProfile(Commit commit, RecordedEvent recorded) {
        var content = commit.content();
        var slot = batch.profiles().slot(content.owner());
        if (slot.had(commit.position())) {
            return;
        }
        @Nullable ProfileView before = slot.value();
        var event = read(recorded, ProfileUpdated.class);
        slot.fold(
                ProfileFold.fold(before, content.owner(), recorded.streamVersion(), event, content.time()),
                commit.position());
    }

    private <E extends Event> E read(RecordedEvent recorded, Class<E> expected) {
        var event = codec.read(recorded);
        if (!expected.isInstance(event)) {
            throw new ImpossibleEventException(recorded.type() + " stands in a stream of another kind");
        }
        return expected.cast(event);
    }
}
