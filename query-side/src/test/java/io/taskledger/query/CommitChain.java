package io.taskledger.query;

import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.Event;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.contract.event.EventType;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes the commits of one lane as a command side would: positions without holes, an intact chain. */
public final class CommitChain {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    private final int lane;
    private final List<Commit> commits = new ArrayList<>();
    private final Map<List<Object>, Long> versions = new HashMap<>();
    private Instant now = START;

    public CommitChain(int lane) {
        this.lane = lane;
    }

    /** An event for a commit. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(StreamId stream, String type, int version, byte[] data) {}

    public static Entry task(UUID task, Event event) {
        var type = EventType.of(event);
        return new Entry(StreamId.task(task), type.wireName(), type.version(), EventCodec.data(event));
    }

    public static Entry profile(Event event) {
        return new Entry(StreamId.PROFILE, EventType.of(event).wireName(), 1, EventCodec.data(event));
    }

    /** An unreadable event. */
    public static Entry unknown(UUID task) {
        return new Entry(StreamId.task(task), "TaskDreamtOf", 1, "{}".getBytes(StandardCharsets.UTF_8));
    }

    public static TaskCreated created(String title) {
        return new TaskCreated(details(title));
    }

    public static TaskDetails details(String title) {
        return new TaskDetails(title, "", Priority.NONE, null, List.of());
    }

    public CommitChain at(Instant time) {
        now = time;
        return this;
    }

    public CommitChain after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** Appends a commit and returns it. */
    public Commit commit(String owner, Entry... entries) {
        int position = commits.size();
        var events = new ArrayList<RecordedEvent>();
        for (var entry : entries) {
            long version = versions.merge(List.of(owner, entry.stream()), 1L, Long::sum);
            events.add(new RecordedEvent(
                    id("event", position, events.size()),
                    entry.type(),
                    entry.version(),
                    entry.stream(),
                    version,
                    entry.data()));
        }
        var cause = new Cause(owner, "correlation-" + position, "causation-" + position, null);
        var draft = new CommitDraft(id("commit", position, 0), owner, now, cause, null, events);
        var previous = commits.isEmpty() ? CommitHash.NONE : commits.getLast().hash();
        commits.add(PreparedCommit.of(lane, draft).at(position, previous));
        return commits.getLast();
    }

    public List<Commit> commits() {
        return commits;
    }

    private UUID id(String kind, Object... rest) {
        return UUID.nameUUIDFromBytes((kind + lane + Arrays.toString(rest)).getBytes(StandardCharsets.UTF_8));
    }
}
