package io.taskledger.command.axon;

import static java.util.Objects.requireNonNull;

import io.taskledger.command.request.CommandRequest;
import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.Idempotency;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.core.Metadata;
import org.jspecify.annotations.Nullable;

/** Who sends a command, when and why, as metadata, which Axon copies from the command to its events. */
final class CommandMetadata {

    private static final String ACTOR = "actor";
    private static final String TIME = "time";
    private static final String CORRELATION = "correlation";
    private static final String CAUSATION = "causation";
    private static final String TRACEPARENT = "traceparent";
    private static final String KEY = "idempotencyKey";
    private static final String FINGERPRINT = "fingerprint";

    private CommandMetadata() {}

    /**
     * @param idempotency how a retry is recognised; null if the request has no key
     * @param time taken once per command
     * @param id the command's own id, the causation of its events
     */
    static Metadata of(CommandRequest request, @Nullable Idempotency idempotency, Instant time, String id) {
        var trace = request.trace();
        return metadata(request.actor(), time, trace.correlation(), id, trace.traceparent(), idempotency);
    }

    private static Metadata metadata(
            String actor,
            Instant time,
            String correlation,
            String causation,
            @Nullable String traceparent,
            @Nullable Idempotency idempotency) {
        var metadata = new HashMap<String, String>();
        metadata.put(ACTOR, actor);
        metadata.put(TIME, Long.toString(time.toEpochMilli()));
        metadata.put(CORRELATION, correlation);
        metadata.put(CAUSATION, causation);
        if (traceparent != null) {
            metadata.put(TRACEPARENT, traceparent);
        }
        if (idempotency != null) {
            metadata.put(KEY, idempotency.key());
            metadata.put(FINGERPRINT, idempotency.fingerprint());
        }
        return Metadata.from(metadata);
    }

    /** The metadata of stored events. */
    static Metadata of(CommitDraft content) {
        var cause = content.cause();
        return metadata(
                cause.actor(),
                content.time(),
                cause.correlation(),
                cause.causation(),
                cause.traceparent(),
                content.idempotency());
    }

    static Instant time(Map<String, String> metadata) {
        return Instant.ofEpochMilli(Long.parseLong(get(metadata, TIME)));
    }

    static Cause cause(Map<String, String> metadata) {
        return new Cause(
                get(metadata, ACTOR), get(metadata, CORRELATION), get(metadata, CAUSATION), metadata.get(TRACEPARENT));
    }

    static @Nullable Idempotency idempotency(Map<String, String> metadata) {
        var key = metadata.get(KEY);
        return key == null ? null : new Idempotency(key, get(metadata, FINGERPRINT));
    }

    private static String get(Map<String, String> metadata, String name) {
        return requireNonNull(metadata.get(name), name);
    }
}
