package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.node.log.Deadline;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The idempotency keys of a lane: the last ones in memory, older ones in MongoDB. Thread-safe. */
final class LaneKeys {

    private final int lane;
    private final CommitStore store;
    private final int capacity;
    private final Duration timeout;
    private final KeyWindow window;

    LaneKeys(int lane, CommitStore store, LedgerSettings settings) {
        this.lane = lane;
        this.store = store;
        capacity = settings.keys();
        timeout = settings.timeout();
        window = new KeyWindow(capacity);
    }

    /** The keys of the lane's last commits, newest first, as many as are kept in memory. */
    List<CommitIndex.Keyed> read() {
        return store.index().tail(lane, capacity);
    }

    /** Forgets all keys but these. */
    void restart(List<CommitIndex.Keyed> tail) {
        window.restart(tail);
    }

    void note(Commit commit) {
        window.note(commit);
    }

    /**
     * The owner's commit with this key, or null.
     *
     * @param head a position of the lane that the read must see; -1 if it has none
     * @throws LedgerUnavailableException if MongoDB does not respond until the deadline
     * @throws OutcomeUnknownException if the key was used, but its commit cannot be read
     */
    @Nullable
    Commit find(String owner, String key, Instant now, long head) {
        var position = window.find(owner, key, now);
        if (position != null) {
            return taken(position);
        }
        return window.isComplete(now)
                ? null
                : Deadline.retry(Deadline.of(timeout), () -> stored(owner, key, now, head));
    }

    /**
     * Looks up the key of an append, which was looked up before as of the append's basis. Costs a read if memory does
     * not reach back to the basis. Under the lane's turn.
     *
     * @param head the position of the lane's head
     * @return null, or the commit with this key; it is read when it is asked for, which needs no turn
     */
    @Nullable
    Supplier<Commit> taken(Append<?> append, Instant now, long head) {
        var idempotency = append.draft().idempotency();
        if (idempotency == null) {
            return null;
        }
        var owner = append.draft().owner();
        var position = window.find(owner, idempotency.key(), now);
        if (position != null) {
            return () -> taken(position);
        }
        if (window.covers(append.basis()) || window.isComplete(now)) {
            return null;
        }
        var original = stored(owner, idempotency.key(), now, head);
        return original == null ? null : () -> original;
    }

    private @Nullable Commit stored(String owner, String key, Instant now, long head) {
        return store.index().withKey(lane, owner, key, now.minus(KeyWindow.LIFETIME), head);
    }

    /** The commit of a request with the same key: that request was carried out, even if it cannot be shown. */
    private Commit taken(long position) {
        try {
            return Deadline.retry(Deadline.of(timeout), () -> store.at(lane, position));
        } catch (LedgerUnavailableException e) {
            throw new OutcomeUnknownException("The key was used before, but its commit cannot be read", e);
        }
    }
}
