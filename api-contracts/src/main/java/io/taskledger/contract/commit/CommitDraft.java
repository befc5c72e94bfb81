package io.taskledger.contract.commit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A commit that has no position in its lane yet: everything that one command, or one atomic batch of commands of one
 * owner, appends.
 *
 * @param id UUIDv7; distinguishes this commit from another one that took its position
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
        time = time.truncatedTo(ChronoUnit.MILLIS); // only milliseconds are written; reading must give the same record
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("A commit without events");
        }
    }
}
