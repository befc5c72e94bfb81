package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one ledger knows of one lane: its head, its memory and its keys. The head moves under the turn, which one thread
 * holds at a time; reading what is known needs no turn. Thread-safe.
 */
final class Lane<S> {

    private static final int PAGE = 500;

    private final int number;
    private final CommitStore store;
    private final LedgerSettings settings;
    private final Consumer<Commit> feed;
    private final LaneMemory<S> memory;
    private final KeyWindow keys;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean open;
    private long position;
    private CommitHash hash = CommitHash.NONE;

    Lane(int number, CommitStore store, LedgerSettings settings, Fold<S> fold, Consumer<Commit> feed) {
        this.number = number;
        this.store = store;
        this.settings = settings;
        this.feed = feed;
        memory = new LaneMemory<>(fold, settings.streams());
        keys = new KeyWindow(settings.keys());
    }

    int number() {
        return number;
    }

    ReentrantLock turn() {
        return turn;
    }

    /** Finds the end of the lane, once. Costs two small reads. */
    void open() {
        if (open) {
            return;
        }
        turn.lock();
        try {
            if (!open) {
                var last = store.last(number);
                keys.restart(store.tail(number, settings.keys()));
                position = last == null ? -1 : last.position();
                hash = last == null ? CommitHash.NONE : last.hash();
                memory.restart(position);
                open = true;
            }
        } finally {
            turn.unlock();
        }
    }

    /** Makes the next use look for the end of the lane again. Under the turn. */
    void close() {
        open = false;
    }

    /** Under the turn. */
    long position() {
        return position;
    }

    /** Under the turn. */
    CommitHash hash() {
        return hash;
    }

    /** Takes in the commit at the next position, which is durable. Under the turn. */
    void note(Commit commit) {
        if (commit.position() != position + 1 || !commit.previous().equals(hash)) {
            throw new BrokenLaneException("Lane " + number + " is broken at position " + commit.position()
                    + ": it does not follow " + position);
        }
        keys.note(commit);
        memory.note(commit);
        position = commit.position();
        hash = commit.hash();
        feed.accept(commit);
    }

    /** Takes in what is past the head, which others appended. Under the turn. */
    void catchUp() {
        List<Commit> page;
        do {
            page = store.read(number, position + 1, PAGE);
            page.forEach(this::note);
        } while (page.size() == PAGE);
    }

    Ledger.Known<S> state(String owner, StreamId stream) {
        open();
        var known = memory.known(owner, stream);
        while (known == null) {
            long head = memory.head();
            known = memory.learn(owner, stream, store.touching(number, owner, Set.of(stream), head), head);
        }
        return known;
    }

    Ledger.Sourced source(String owner, Set<StreamId> streams) {
        open();
        long head = memory.head();
        return new Ledger.Sourced(store.touching(number, owner, streams, head), head);
    }

    /** Why the append cannot be, as far as is known; null if it can. */
    @Nullable
    Appended refusal(Append append, Instant now) {
        var draft = append.draft();
        if (draft.idempotency() != null) {
            var taken = keys.find(draft.owner(), draft.idempotency().key(), now);
            if (taken != null) {
                return new Appended.KeyTaken(store.read(number, taken, 1).getFirst());
            }
            if (!append.dependsOn().isEmpty() && !keys.covers(append.basis())) {
                return new Appended.Conflicted(append.dependsOn().iterator().next(), position);
            }
        }
        return memory.conflict(draft.owner(), append.dependsOn(), append.basis());
    }

    @Nullable
    Commit withKey(String owner, String key, Instant now) {
        open();
        var position = keys.find(owner, key, now);
        if (position != null) {
            return store.read(number, position, 1).getFirst();
        }
        return keys.isComplete(now) ? null : store.withKey(owner, key, now.minus(KeyWindow.LIFETIME));
    }
}
