package io.taskledger.command.axon;

import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.Idempotency;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command, when and why; becomes the cause in the commit. It travels as metadata, which Axon copies from
 * the command to its events.
 *
 * @param actor the {@code sub} of the caller
 * @param time taken once per command, UTC, milliseconds
 * @param idempotency null if the request carried no key
 */
public record CommandContext(
        String actor,
        Instant time,
        String correlation,
        @Nullable String traceparent,
        @Nullable Idempotency idempotency) {

    private static final String ACTOR = "actor";
    private static final String TIME = "time";
    private static final String CORRELATION = "correlation";
    private static final String CAUSATION = "causation";
    private static final String TRACEPARENT = "traceparent";
    private static final String KEY = "idempotencyKey";
    private static final String FINGERPRINT = "fingerprint";

    /** @param command the command's own id, the causation of its events */
    Map<String, String> metadata(String command) {
        var metadata = new HashMap<String, String>();
        metadata.put(ACTOR, actor);
        metadata.put(TIME, Long.toString(time.toEpochMilli()));
        metadata.put(CORRELATION, correlation);
        metadata.put(CAUSATION, command);
        if (traceparent != null) {
            metadata.put(TRACEPARENT, traceparent);
        }
        if (idempotency != null) {
            metadata.put(KEY, idempotency.key());
            metadata.put(FINGERPRINT, idempotency.fingerprint());
        }
        return metadata;
    }

    static Instant time(Map<String, String> metadata) {
        return Instant.ofEpochMilli(Long.parseLong(metadata.get(TIME)));
    }

    static Cause cause(Map<String, String> metadata) {
        return new Cause(
                metadata.get(ACTOR), metadata.get(CORRELATION), metadata.get(CAUSATION), metadata.get(TRACEPARENT));
    }

    static @Nullable Idempotency idempotency(Map<String, String> metadata) {
        var key = metadata.get(KEY);
        return key == null ? null : new Idempotency(key, metadata.get(FINGERPRINT));
    }
}
