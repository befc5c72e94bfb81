package io.taskledger.contract.commit;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the commit format that docs/commit-format.md describes; {@link PreparedCommit} writes it. Thread-safe. */
public final class CommitCodec {

    /** The version of the format; each version needs its own reader. */
    public static final int FORMAT = 1;

    private static final Set<String> RAW = Set.of("data");

    private CommitCodec() {}

    /**
     * Reads a commit. It does not check whether the bytes are canonical, because the hash is over the bytes as they
     * are.
     *
     * @throws UnreadableCommitException if the bytes are not a commit of this format
     */
    public static Commit decode(byte[] bytes) {
        try {
            return commit(JsonFields.parse(bytes, RAW), bytes);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UnreadableCommitException("Not a commit of format " + FORMAT + ": " + e.getMessage());
        }
    }

    private static Commit commit(JsonFields fields, byte[] bytes) {
        if (fields.number("format") != FORMAT) {
            throw new UnreadableCommitException(
                    "A commit of format " + fields.number("format") + "; this version reads format " + FORMAT);
        }
        var content = new CommitDraft(
                fields.uuid("id"),
                fields.text("owner"),
                fields.time("time"),
                cause(fields),
                idempotency(fields),
                events(fields));
        long id = CommitId.of(Math.toIntExact(fields.number("lane")), fields.number("position"));
        return new Commit(
                CommitId.lane(id),
                CommitId.position(id),
                fields.canonical("previous", CommitHash::parse, CommitHash::toString),
                content,
                bytes,
                CommitHash.over(bytes));
    }

    private static Cause cause(JsonFields fields) {
        return new Cause(
                fields.text("actor"),
                fields.text("correlation"),
                fields.text("causation"),
                fields.textOrNull("traceparent"));
    }

    private static @Nullable Idempotency idempotency(JsonFields fields) {
        if (fields.isNull("idempotency")) {
            return null;
        }
        var idempotency = fields.object("idempotency");
        return new Idempotency(idempotency.text("key"), idempotency.text("fingerprint"));
    }

    private static List<RecordedEvent> events(JsonFields fields) {
        return fields.objects("events").stream().map(CommitCodec::event).toList();
    }

    private static RecordedEvent event(JsonFields event) {
        return new RecordedEvent(
                event.uuid("id"),
                event.text("type"),
                Math.toIntExact(event.number("version")),
                event.canonical("stream", StreamId::new, StreamId::name),
                event.number("streamVersion"),
                event.raw("data"));
    }
}
