package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.node.log.BrokenLaneException;
import io.taskledger.node.log.Deadline;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one ledger knows about one lane: its head, its memory and its keys. The head moves only under the turn, which
 * one thread holds at a time; reading needs no turn. Thread-safe.
 */
final class Lane<S> {

    private static final System.Logger LOG = System.getLogger(Lane.class.getName());

    private final int number;
    private final CommitStore store;
    private final int window;
    private final Duration patience;
    private final Fold<S> fold;
    private final Consumer<Commit> feed;
    private final LaneMemory<S> memory;
    private final KeyWindow keys;
    private final ReentrantLock turn = new ReentrantLock();
    /** Whether the head was the lane's end at some time, with no failure since. */
    private volatile boolean open;
    /** How often opening failed; callers that waited for a concurrent attempt fail with it. */
    private volatile int failures;

    private boolean everOpened;
    private long position = -1;
    private CommitHash hash = CommitHash.NONE;
    private Instant time = Instant.MIN;
    private volatile CommitHash genesis = CommitHash.NONE;

    Lane(int number, CommitStore store, LedgerSettings settings, Fold<S> fold, Consumer<Commit> feed) {
        this.number = number;
        this.store = store;
        this.feed = feed;
        this.fold = fold;
        window = settings.keys();
        patience = settings.patience();
        memory = new LaneMemory<>(fold, settings.streams());
        keys = new KeyWindow(window);
    }

    @Override
    public String toString() {
        return "Lane " + number;
    }

    ReentrantLock turn() {
        return turn;
    }

    /**
     * Finds the end of the lane: the first time by three small reads, after a failure by reading on from the head.
     * Repeated until the thread's deadline.
     *
     * @throws LedgerUnavailableException if it cannot be found, or a concurrent attempt failed
     */
    void open() {
        if (!open) {
            long deadline = Deadline.of(patience);
            Deadline.retry(deadline, () -> {
                openInTurn(deadline);
                return this;
            });
        }
    }

    private void openInTurn(long deadline) {
        int before = failures;
        if (!lockUntil(deadline)) {
            throw new LedgerUnavailableException("Lane " + number + " is busy");
        }
        try {
            if (!open && failures != before) {
                throw new LedgerUnavailableException("Lane " + number + " could not be read");
            }
            openOnce();
        } finally {
            turn.unlock();
        }
    }

    private boolean lockUntil(long deadline) {
        try {
            return turn.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One attempt. Under the turn. */
    void openOnce() {
        if (open) {
            return;
        }
        try {
            findEnd();
            open = true;
        } catch (RuntimeException | Error e) {
            int before = failures;
            failures = before + 1;
            throw LedgerUnavailableException.because(e);
        }
    }

    private void findEnd() {
        if (everOpened) {
            catchUp(found -> {});
            return;
        }
        var last = store.log().last(number);
        long end = last == null ? -1 : last.position();
        var tail = store.index().tail(number, window);
        if (!tail.isEmpty() && tail.getFirst().position() < end || tail.isEmpty() && end >= 0) {
            throw new LedgerUnavailableException("MongoDB does not show the end of lane " + number);
        }
        genesis = last == null ? CommitHash.NONE : end == 0 ? last.hash() : only(0).hash();
        keys.restart(tail);
        position = end;
        hash = last == null ? CommitHash.NONE : last.hash();
        time = last == null ? Instant.MIN : last.content().time();
        memory.restart(position);
        everOpened = true;
    }

    /** Invalidates the states after a failure; the next use reads on from the head. Under the turn. */
    void invalidate() {
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

    /** The time of the commit at the head; later commits are not earlier than it. Under the turn. */
    Instant time() {
        return time;
    }

    /** The hash of the first commit. */
    CommitHash genesis() {
        if (genesis.equals(CommitHash.NONE)) {
            open();
        }
        return genesis;
    }

    /** Adds a durable commit of another node, or one that was read again, at the next position. Under the turn. */
    private void note(Commit commit) {
        note(commit, Map.of());
    }

    /**
     * Adds the commit at the next position, which is durable. Under the turn.
     *
     * @param states of its streams after it, if they are known; the others are folded
     */
    void note(Commit commit, Map<StreamId, S> states) {
        if (commit.position() != position + 1 || !commit.previous().equals(hash)) {
            throw new BrokenLaneException("Lane " + number + " is broken at position " + commit.position()
                    + ": it does not follow " + position);
        }
        keys.note(commit);
        memory.note(commit, states);
        position = commit.position();
        hash = commit.hash();
        time = commit.content().time();
        if (position == 0) {
            genesis = hash;
        }
        publish(commit);
    }

    /** Publishes the commit to the feed. The commit stays durable even if the feed fails. */
    private void publish(Commit commit) {
        try {
            feed.accept(commit);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The feed failed in lane " + number + " at " + position, e);
        }
    }

    /**
     * Reads the commits past the head. It reads the head too, because after a failover MongoDB may show an older state
     * for a while. Under the turn.
     *
     * @param found called for each commit after it was added
     * @throws LedgerUnavailableException if the head cannot be seen
     */
    void catchUp(Consumer<Commit> found) {
        boolean[] seen = {position < 0};
        store.log().follow(number, Math.max(position, 0), commit -> {
            if (!seen[0]) {
                requireHead(commit);
                seen[0] = true;
                return;
            }
            note(commit);
            found.accept(commit);
        });
        if (!seen[0]) {
            throw headMissing();
        }
    }

    private void requireHead(Commit commit) {
        if (commit.position() != position) {
            throw headMissing();
        }
        if (!commit.hash().equals(hash)) {
            throw new BrokenLaneException("There is another commit at position " + position + " of lane " + number);
        }
    }

    private LedgerUnavailableException headMissing() {
        return new LedgerUnavailableException("MongoDB does not show position " + position + " of lane " + number
                + ", which it had before: a failover is in progress, or an older copy was restored");
    }

    LaneMemory<S> memory() {
        return memory;
    }

    Ledger.@Nullable Known<S> known(String owner, StreamId stream) {
        open();
        return memory.known(owner, stream);
    }

    History<S> history(String owner, StreamId stream) {
        open();
        return new History<>(this, fold, owner, stream);
    }

    void begin(StreamRef stream) {
        open();
        memory.begin(stream);
    }

    long source(String owner, Set<StreamId> streams, Consumer<Commit> each) {
        open();
        long head = memory.head();
        try (var reading = read(owner, streams, -1, head)) {
            for (var commit = reading.next(); commit != null; commit = reading.next()) {
                each.accept(commit);
            }
        }
        return head;
    }

    StreamReading read(String owner, Set<StreamId> streams, long after, long upTo) {
        return new StreamReading(store.index(), number, owner, streams, after, upTo, Deadline.of(patience));
    }

    /** Why the append must be refused, as far as is known; null if it is possible. May cost a read. Under the turn. */
    @Nullable
    Supplier<Appended> refusal(Append<?> append, Instant now) {
        var draft = append.draft();
        if (draft.idempotency() != null) {
            var key = draft.idempotency().key();
            var taken = keys.find(draft.owner(), key, now);
            if (taken != null) {
                return () -> new Appended.KeyTaken(taken(taken));
            }
            if (!keys.covers(append.basis()) && !keys.isComplete(now)) {
                var original =
                        store.index().withKey(number, draft.owner(), key, now.minus(KeyWindow.LIFETIME), position);
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
            return taken(taken);
        }
        return keys.isComplete(now)
                ? null
                : Deadline.retry(
                        Deadline.of(patience),
                        () -> store.index().withKey(number, owner, key, now.minus(KeyWindow.LIFETIME), memory.head()));
    }

    private Commit at(long position) {
        return Deadline.retry(Deadline.of(patience), () -> only(position));
    }

    /** The commit of a request with the same key: that request was carried out, even if it cannot be shown. */
    private Commit taken(long position) {
        try {
            return at(position);
        } catch (LedgerUnavailableException e) {
            throw new OutcomeUnknownException("The key was used before, but its commit cannot be read", e);
        }
    }

    private Commit only(long position) {
        var found = store.log().read(number, position, 1);
        if (found.isEmpty() || found.getFirst().position() != position) {
            throw new LedgerUnavailableException("MongoDB does not show position " + position + " of lane " + number);
        }
        return found.getFirst();
    }
}
