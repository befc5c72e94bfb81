package io.taskledger.contract.commit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A commit that has no place in its lane yet: all that one command, or one atomic batch of commands of one owner,
 * appends.
 *
 * @param id UUIDv7; tells a commit from another one that took its position
 * @param time UTC, milliseconds, taken once per command
 * @param idempotency null if the request carried no key
 * @param events at least one
 */
public record CommitDraft(
        UUID id,
        String owner,
        Instant time,
        Cause cause,
        @Nullable Idempotency idempotency,
        List<RecordedEvent> events) {

    public CommitDraft {
        time = time.truncatedTo(ChronoUnit.MILLIS); // what is written, so that reading gives the same record
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("A commit without events");
        }
    }
}
