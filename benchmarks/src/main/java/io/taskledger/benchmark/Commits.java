package io.taskledger.benchmark;

import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.contract.event.EventType;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Typical commits: each task is created, edited, started and completed, with one event per commit. */
public final class Commits {

    private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
    private static final List<TaskEvent> LIFE = List.of(
            new TaskEvent.TaskCreated(details()),
            new TaskEvent.TaskDetailsEdited(new DetailsEdit("Buy oat milk", null, null, null, null)),
            new TaskEvent.TaskStarted(),
            new TaskEvent.TaskCompleted());

    private Commits() {}

    /** A task of ordinary size. */
    public static TaskDetails details() {
        return new TaskDetails(
                "Buy milk",
                "Some words about what there is to do, as people write them. ".repeat(3),
                Priority.HIGH,
                Instant.parse("2027-01-31T23:59:59.999Z"),
                List.of("home", "shopping"));
    }

    /** One owner for each lane, in the order of the lanes. */
    public static List<String> owners(Lanes lanes) {
        return IntStream.range(0, lanes.count())
                .mapToObj(lane -> IntStream.iterate(0, i -> i + 1)
                        .mapToObj(i -> "owner-" + i)
                        .filter(owner -> lanes.of(owner) == lane)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /** The number-th draft of an owner. */
    public static CommitDraft draft(String owner, int number) {
        int step = number % LIFE.size();
        var event = LIFE.get(step);
        var type = EventType.of(event);
        return new CommitDraft(
                new UUID(number, owner.hashCode()),
                owner,
                BEGIN.plusMillis(number),
                new Cause(owner, "correlation", "causation", null),
                null,
                List.of(new RecordedEvent(
                        new UUID(-number - 1L, owner.hashCode()),
                        type.wireName(),
                        type.version(),
                        StreamId.task(new UUID(7, number / LIFE.size())),
                        step + 1L,
                        EventCodec.data(event))));
    }

    /** The first commits of an owner's lane. */
    public static List<Commit> chain(Lanes lanes, String owner, int count) {
        List<Commit> chain = new ArrayList<>(count);
        var previous = CommitHash.NONE;
        for (int number = 0; number < count; number++) {
            var commit =
                    PreparedCommit.of(lanes.of(owner), draft(owner, number)).at(number, previous);
            previous = commit.hash();
            chain.add(commit);
        }
        return chain;
    }
}
