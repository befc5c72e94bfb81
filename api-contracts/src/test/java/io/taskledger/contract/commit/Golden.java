package io.taskledger.contract.commit;

import static java.util.Objects.requireNonNull;

import io.taskledger.contract.event.Event;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.contract.event.EventType;
import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDeleted;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.event.TaskEvent.TaskReopened;
import io.taskledger.contract.event.TaskEvent.TaskRestored;
import io.taskledger.contract.event.TaskEvent.TaskStarted;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commits behind the files in {@code golden/}: a chain of one lane from position 0 with every event type, and its
 * last commit again at the maximum position.
 *
 * @param file below {@code golden/}
 * @param events the expected events of the commit
 */
record Golden(String file, Commit commit, List<Event> events) {

    private static final String OWNER = "Zq8vK3mTn5xWc1RbY7LpD2sHf9JgA4eU";
    private static final Instant START = Instant.parse("2026-11-23T09:30:00.007Z");
    private static final UUID TASK = UUID.fromString("0199a1d2-8c00-7000-8000-0000000000aa");
    private static final StreamId STREAM = StreamId.task(TASK);

    static List<Golden> all() {
        var chain = new ArrayList<Golden>();
        add(chain, "0-created", new Idempotency("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "3q2-7w"), plainTask());
        add(chain, "1-edited-unicode", null, unicodeEdit());
        add(chain, "2-edited-due-cleared", null, new TaskDetailsEdited(dueCleared()));
        add(chain, "3-started", null, new TaskStarted());
        add(chain, "4-completed", null, new TaskCompleted());
        add(chain, "5-reopened", null, new TaskReopened());
        add(chain, "6-deleted", null, new TaskDeleted());
        add(chain, "7-restored", null, new TaskRestored());
        add(chain, "8-profile", null, new ProfileUpdated("Zoë 🦊", "Europe/Berlin"));
        add(chain, "9-batch", new Idempotency("k", ""), new TaskStarted(), new TaskCompleted(), new TaskDeleted());
        var last = chain.getLast();
        var renumbered = PreparedCommit.of(last.commit().lane(), last.commit().content())
                .at(CommitId.LAST_POSITION, CommitHash.over(new byte[0]));
        chain.add(new Golden("last-position.json", renumbered, last.events()));
        return chain;
    }

    /** The exact bytes of the file. */
    byte[] bytes() {
        try (var in = requireNonNull(Golden.class.getResourceAsStream("/golden/" + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file;
    }

    private static void add(List<Golden> chain, String name, @Nullable Idempotency idempotency, Event... events) {
        int position = chain.size();
        var draft = new CommitDraft(
                id(1, position),
                OWNER,
                START.plusSeconds(position),
                cause(position),
                idempotency,
                recorded(chain, events));
        var previous =
                chain.isEmpty() ? CommitHash.NONE : chain.getLast().commit().hash();
        var commit = PreparedCommit.of(new Lanes(16).of(OWNER), draft).at(position, previous);
        chain.add(new Golden(name + ".json", commit, List.of(events)));
    }

    private static Cause cause(int position) {
        var traceparent = position == 0 ? "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" : null;
        return new Cause(OWNER, id(2, position).toString(), id(3, position).toString(), traceparent);
    }

    private static List<RecordedEvent> recorded(List<Golden> chain, Event... events) {
        var recorded = new ArrayList<RecordedEvent>();
        for (var event : events) {
            var type = EventType.of(event);
            var stream = event instanceof ProfileUpdated ? StreamId.PROFILE : STREAM;
            recorded.add(new RecordedEvent(
                    id(4 + recorded.size(), chain.size()),
                    type.wireName(),
                    type.version(),
                    stream,
                    eventsOf(stream, chain) + recorded.size() + 1,
                    EventCodec.data(event)));
        }
        return recorded;
    }

    private static long eventsOf(StreamId stream, List<Golden> chain) {
        return chain.stream()
                .flatMap(golden -> golden.commit().content().events().stream())
                .filter(event -> event.stream().equals(stream))
                .count();
    }

    private static Event plainTask() {
        return new TaskCreated(new TaskDetails(
                "Water the plants",
                "",
                Priority.HIGH,
                Instant.parse("2026-11-23T23:59:59.999Z"),
                List.of("home", "green")));
    }

    /** Emoji beyond the BMP, right to left, every kind of escape, and characters that RFC 8785 does not escape. */
    private static Event unicodeEdit() {
        return new TaskDetailsEdited(new DetailsEdit(
                "שלום 👩‍🚀 – \u2028é",
                "\b\t\n\f\r\u0000\u001f\u000b\"\\/\u007f\u0080\uffff",
                Priority.NONE,
                new DetailsEdit.Due(Instant.parse("0001-01-01T00:00:00Z")),
                List.of("مرحبا", "e\u0301")));
    }

    private static DetailsEdit dueCleared() {
        return new DetailsEdit(null, null, null, new DetailsEdit.Due(null), null);
    }

    private static UUID id(int kind, int number) {
        return UUID.fromString("0199a1d2-8c00-7000-800%d-%012x".formatted(kind, number));
    }
}
