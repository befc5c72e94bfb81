package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of a lane's last commits. Knows whether a key that is not here may still be in MongoDB. Guarded
 * by its lane.
 */
final class KeyWindow {

    /**
     * How long a key is valid; draft-ietf-httpapi-idempotency-key-header-07 lets the service decide and asks it to
     * publish the value.
     */
    static final Duration LIFETIME = Duration.ofHours(24);

    private final int capacity;
    private final LinkedHashMap<Key, Seen> seen = new LinkedHashMap<>();
    /** Every key committed after this time is here; {@link Instant#MIN} if all keys are here. */
    private Instant completeAfter = Instant.MIN;
    /** Every key committed after this position, since the lane was opened, is here. */
    private long floor = -1;

    KeyWindow(int capacity) {
        this.capacity = capacity;
    }

    /** An idempotency key of an owner. */
    record Key(String owner, String key) {}

    private record Seen(long position, Instant time) {}

    /** @param tail newest first; if it is shorter than the capacity, it is the whole lane */
    synchronized void restart(List<CommitIndex.Keyed> tail) {
        seen.clear();
        floor = -1;
        completeAfter = tail.size() < capacity ? Instant.MIN : latest(tail.subList(tail.size() / 2, tail.size()));
        for (var commit : tail.reversed()) {
            note(commit.owner(), commit.key(), commit.position(), commit.time());
        }
    }

    /**
     * The oldest commit alone would be enough if all clocks had always been right. If a clock was behind, the commits
     * before may be younger than that commit's time.
     */
    private static Instant latest(List<CommitIndex.Keyed> half) {
        return half.stream()
                .map(CommitIndex.Keyed::time)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    synchronized void note(Commit commit) {
        var idempotency = commit.content().idempotency();
        note(
                commit.content().owner(),
                idempotency == null ? null : idempotency.key(),
                commit.position(),
                commit.content().time());
    }

    private void note(String owner, @Nullable String key, long position, Instant time) {
        if (key == null) {
            return;
        }
        seen.putLast(new Key(owner, key), new Seen(position, time));
        if (seen.size() > capacity) {
            var oldest = seen.pollFirstEntry().getValue();
            floor = oldest.position();
            completeAfter = oldest.time().isAfter(completeAfter) ? oldest.time() : completeAfter;
        }
    }

    /** The position of the commit with this key, if it is here and the key is still valid. */
    synchronized @Nullable Long find(String owner, String key, Instant now) {
        var found = seen.get(new Key(owner, key));
        return found != null && found.time().isAfter(now.minus(LIFETIME)) ? found.position() : null;
    }

    /** Whether every key that was committed after the position is here. */
    synchronized boolean covers(long position) {
        return floor <= position;
    }

    /** Whether every valid key is here. */
    synchronized boolean isComplete(Instant now) {
        return !completeAfter.isAfter(now.minus(LIFETIME));
    }
}
