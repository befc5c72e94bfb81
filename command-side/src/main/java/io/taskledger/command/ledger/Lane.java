package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one ledger knows about one lane: its head, its memory and its keys. The head moves only under the turn, which
 * one thread holds at a time; reading needs no turn. Thread-safe.
 */
final class Lane<S> {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final int number;
    private final CommitStore store;
    private final Duration timeout;
    private final Fold<S> fold;
    private final Consumer<Commit> feed;
    private final LaneMemory<S> memory;
    private final LaneKeys keys;
    private final ReentrantLock turn = new ReentrantLock();
    /** Whether the head was the lane's end at some time, with no failure since. */
    private volatile boolean open;
    /** How often opening failed; callers that waited for a concurrent attempt fail with it. */
    private volatile int failures;

    private boolean everOpened;
    private LaneHead head;
    private volatile CommitHash genesis = CommitHash.NONE;

    Lane(int number, CommitStore store, LedgerSettings settings, Fold<S> fold, Consumer<Commit> feed) {
        this.number = number;
        this.store = store;
        this.feed = feed;
        this.fold = fold;
        timeout = settings.timeout();
        memory = new LaneMemory<>(fold, settings.streams());
        keys = new LaneKeys(number, store, settings);
        head = LaneHead.of(number, null);
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
            long deadline = Deadline.of(timeout);
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
        var end = LaneHead.of(number, last);
        var tail = keys.read();
        if (!tail.isEmpty() && tail.getFirst().position() < end.position() || tail.isEmpty() && last != null) {
            throw new LedgerUnavailableException("MongoDB does not show the end of lane " + number);
        }
        genesis = end.position() <= 0 ? end.hash() : store.at(number, 0).hash();
        keys.restart(tail);
        head = end;
        memory.restart(head.position());
        everOpened = true;
    }

    /** Invalidates the states after a failure; the next use reads on from the head. Under the turn. */
    void invalidate() {
        open = false;
        memory.restart(head.position());
    }

    /** Under the turn. */
    LaneHead head() {
        return head;
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
        var next = head.followedBy(commit);
        keys.note(commit);
        memory.note(commit, states);
        head = next;
        if (head.position() == 0) {
            genesis = head.hash();
        }
        publish(commit);
    }

    /** Publishes the commit to the feed. The commit stays durable even if the feed fails. */
    private void publish(Commit commit) {
        try {
            feed.accept(commit);
        } catch (RuntimeException e) {
            LOG.warn("The feed failed in lane {} at {}", number, head.position(), e);
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
        var begin = head;
        boolean[] seen = {begin.position() < 0};
        store.log().follow(number, Math.max(begin.position(), 0), commit -> {
            if (!seen[0]) {
                begin.requireSame(commit);
                seen[0] = true;
                return;
            }
            note(commit);
            found.accept(commit);
        });
        if (!seen[0]) {
            throw begin.missing();
        }
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
        long upTo = memory.head();
        try (var reading = read(owner, streams, -1, upTo)) {
            for (var commit = reading.next(); commit != null; commit = reading.next()) {
                each.accept(commit);
            }
        }
        return upTo;
    }

    StreamReading read(String owner, Set<StreamId> streams, long after, long upTo) {
        return new StreamReading(store.index(), number, owner, streams, after, upTo, Deadline.of(timeout));
    }

    /** Why the append must be refused, as far as is known; null if it is possible. May cost a read. Under the turn. */
    @Nullable
    Supplier<Appended> refusal(Append<?> append, Instant now) {
        var taken = keys.taken(append, now, head.position());
        if (taken != null) {
            return () -> new Appended.KeyTaken(taken.get());
        }
        var conflict = memory.conflict(append.draft().owner(), append.dependsOn(), append.basis());
        return conflict == null ? null : () -> conflict;
    }

    @Nullable
    Commit withKey(String owner, String key, Instant now) {
        open();
        return keys.find(owner, key, now, memory.head());
    }
}
