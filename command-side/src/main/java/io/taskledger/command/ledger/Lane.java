package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one ledger knows of one lane: its head, its memory and its keys. The head moves under the turn, which one thread
 * holds at a time; reading what is known needs no turn. Thread-safe.
 */
final class Lane<S> {

    private static final System.Logger LOG = System.getLogger(Lane.class.getName());
    private static final int PAGE = 500;

    private final int number;
    private final CommitStore store;
    private final int window;
    private final Consumer<Commit> feed;
    private final LaneMemory<S> memory;
    private final KeyWindow keys;
    private final ReentrantLock turn = new ReentrantLock();
    /** Whether the head was the lane's end at some time, and nothing has gone wrong since. */
    private volatile boolean open;
    /** How often opening failed: who waited for somebody else's attempt shares its failure. */
    private volatile int failures;

    private boolean everOpened;
    private long position = -1;
    private CommitHash hash = CommitHash.NONE;
    private volatile CommitHash genesis = CommitHash.NONE;

    Lane(int number, CommitStore store, LedgerSettings settings, Fold<S> fold, Consumer<Commit> feed) {
        this.number = number;
        this.store = store;
        this.feed = feed;
        window = settings.keys();
        memory = new LaneMemory<>(fold, settings.streams());
        keys = new KeyWindow(window);
    }

    ReentrantLock turn() {
        return turn;
    }

    /**
     * Finds the end of the lane: the first time by three small reads, after trouble by reading on from the head.
     *
     * @throws LedgerUnavailableException if it cannot be found, or could not while this caller waited
     */
    void open() {
        if (open) {
            return;
        }
        int before = failures;
        turn.lock();
        try {
            if (open) {
                return;
            }
            if (failures != before) {
                throw new LedgerUnavailableException("Lane " + number + " could not be read");
            }
            try {
                findEnd();
                open = true;
            } catch (RuntimeException | Error e) {
                failures = before + 1;
                throw LedgerUnavailableException.because(e);
            }
        } finally {
            turn.unlock();
        }
    }

    private void findEnd() {
        if (everOpened) {
            catchUp(found -> {});
            return;
        }
        var last = store.last(number);
        keys.restart(store.tail(number, window));
        genesis = last == null ? CommitHash.NONE : last.position() == 0 ? last.hash() : at(0).hash();
        position = last == null ? -1 : last.position();
        hash = last == null ? CommitHash.NONE : last.hash();
        memory.restart(position);
        everOpened = true;
    }

    /** Something went wrong: forgets the states, and makes the next use read on from the head. Under the turn. */
    void distrust() {
        open = false;
        memory.restart(position);
    }

    /** Under the turn. */
    long position() {
        return position;
    }

    /** Under the turn. */
    CommitHash hash() {
        return hash;
    }

    /** The hash of the first commit. */
    CommitHash genesis() {
        open();
        return genesis;
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
        if (position == 0) {
            genesis = hash;
        }
        handOn(commit);
    }

    /** A commit is durable whether or not whoever follows the lane copes with it. */
    private void handOn(Commit commit) {
        try {
            feed.accept(commit);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The feed failed in lane " + number + " at " + position, e);
        }
    }

    /**
     * Takes in what is past the head. Under the turn.
     *
     * @param found is told of each commit, after it was taken in
     */
    void catchUp(Consumer<Commit> found) {
        List<Commit> page;
        do {
            page = store.read(number, position + 1, PAGE);
            for (var commit : page) {
                note(commit);
                found.accept(commit);
            }
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

    /** Why the append cannot be, as far as is known; null if it can. The reason may cost a read. Under the turn. */
    @Nullable
    Supplier<Appended> refusal(Append append, Instant now) {
        var draft = append.draft();
        if (draft.idempotency() != null) {
            var key = draft.idempotency().key();
            var taken = keys.find(draft.owner(), key, now);
            if (taken != null) {
                return () -> new Appended.KeyTaken(at(taken));
            }
            if (!keys.covers(append.basis()) && !keys.isComplete(now)) {
                var original = store.withKey(draft.owner(), key, now.minus(KeyWindow.LIFETIME));
                if (original != null) {
                    return () -> new Appended.KeyTaken(original);
                }
            }
        }
        var conflict = memory.conflict(draft.owner(), append.dependsOn(), append.basis());
        return conflict == null ? null : () -> conflict;
    }

    @Nullable
    Commit withKey(String owner, String key, Instant now) {
        open();
        var taken = keys.find(owner, key, now);
        if (taken != null) {
            return at(taken);
        }
        return keys.isComplete(now) ? null : store.withKey(owner, key, now.minus(KeyWindow.LIFETIME));
    }

    private Commit at(long position) {
        return store.read(number, position, 1).getFirst();
    }
}
