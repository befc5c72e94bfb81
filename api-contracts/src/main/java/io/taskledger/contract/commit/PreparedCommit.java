package io.taskledger.contract.commit;

import io.taskledger.contract.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A draft whose bytes are written, except for position and previous hash. If its position is taken by another commit,
 * it is renumbered by copying bytes. Immutable and thread-safe.
 */
public final class PreparedCommit {

    private static final int PLACE = ",\"position\":,\"previous\":\"\"".length() + 64;

    private final int lane;
    private final CommitDraft content;
    private final byte[] before;
    private final byte[] after;

    private PreparedCommit(int lane, CommitDraft content, byte[] before, byte[] after) {
        this.lane = lane;
        this.content = content;
        this.before = before;
        this.after = after;
    }

    /** Writes everything that does not depend on the position, on the calling thread. */
    public static PreparedCommit of(int lane, CommitDraft draft) {
        return new PreparedCommit(lane, draft, before(lane, draft), after(draft));
    }

    /** The lane that the position will be in. */
    public int lane() {
        return lane;
    }

    /** The content of the commit. */
    public CommitDraft content() {
        return content;
    }

    /** The maximum number of bytes of the commit: the position counts with its maximum number of digits. */
    public int size() {
        return before.length + PLACE + Long.toString(CommitId.LAST_POSITION).length() + after.length;
    }

    /** The same draft, with this time if its own time is earlier: commit times never decrease in a lane. */
    public PreparedCommit notBefore(Instant earliest) {
        if (!content.time().isBefore(earliest)) {
            return this;
        }
        var later = new CommitDraft(
                content.id(), content.owner(), earliest, content.cause(), content.idempotency(), content.events());
        return new PreparedCommit(lane, later, before, after(later));
    }

    /** The commit at this position. */
    public Commit at(long position, CommitHash previous) {
        var place =
                (",\"position\":" + position + ",\"previous\":\"" + previous + '"').getBytes(StandardCharsets.US_ASCII);
        var bytes = Arrays.copyOf(before, before.length + place.length + after.length);
        System.arraycopy(place, 0, bytes, before.length, place.length);
        System.arraycopy(after, 0, bytes, before.length + place.length, after.length);
        return new Commit(lane, position, previous, content, bytes, CommitHash.over(bytes));
    }

    private static byte[] before(int lane, CommitDraft draft) {
        var json = new CanonicalJson(512).object();
        json.text("actor", draft.cause().actor());
        json.text("causation", draft.cause().causation());
        json.text("correlation", draft.cause().correlation());
        json.array("events");
        for (var event : draft.events()) {
            json.object();
            json.raw("data", event.data());
            json.text("id", event.id().toString());
            json.text("stream", event.stream().name());
            json.number("streamVersion", event.streamVersion());
            json.text("type", event.type());
            json.number("version", event.version());
            json.endObject();
        }
        json.endArray();
        json.number("format", CommitCodec.FORMAT);
        json.text("id", draft.id().toString());
        var idempotency = draft.idempotency();
        if (idempotency == null) {
            json.text("idempotency", null);
        } else {
            json.object("idempotency");
            json.text("fingerprint", idempotency.fingerprint());
            json.text("key", idempotency.key());
            json.endObject();
        }
        json.number("lane", lane);
        json.text("owner", draft.owner());
        return json.toBytes();
    }

    private static byte[] after(CommitDraft draft) {
        var json = new CanonicalJson(128).continuing("previous");
        json.text("time", Wire.time(draft.time()));
        json.text("traceparent", draft.cause().traceparent());
        json.endObject();
        return json.toBytes();
    }
}
