package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.Idempotency;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Commits whose content matters only as far as the ledger reads it. */
final class Drafts {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Fold<Long> LAST_VERSION = (state, commit, event) -> event.streamVersion();

    private Drafts() {}

    static StreamId stream(int number) {
        return StreamId.task(new UUID(7, number));
    }

    static Append<Long> append(String owner, StreamId stream, Ledger.Known<Long> known) {
        return append(owner, stream, known, null);
    }

    static Append<Long> append(String owner, StreamId stream, Ledger.Known<Long> known, String key) {
        long version = known.state() == null ? 1 : known.state() + 1;
        return new Append<>(draft(owner, key, List.of(event(stream, version, 2))), Set.of(stream), known.basis());
    }

    static CommitDraft draft(String owner, String key, List<RecordedEvent> events) {
        var idempotency = key == null ? null : new Idempotency(key, "fingerprint");
        return new CommitDraft(
                UUID.randomUUID(), owner, NOW, new Cause(owner, "correlation", "causation", null), idempotency, events);
    }

    static RecordedEvent event(StreamId stream, long version, int bytes) {
        var data = "{\"x\":\"" + "x".repeat(bytes) + "\"}";
        return new RecordedEvent(
                UUID.randomUUID(), "Something", 1, stream, version, data.getBytes(StandardCharsets.UTF_8));
    }
}
