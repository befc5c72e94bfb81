package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.node.log.BrokenLaneException;
import io.taskledger.node.log.CommitLog;
import io.taskledger.node.log.CommitLog.Inserted;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives appends their positions behind a lane's head and inserts them together. A sent commit keeps its bytes and its
 * position until it is certain that it is stored or that another commit is there: docs/adr/0011. Used only under the
 * lane's turn.
 */
final class GroupCommit<S> {

    private static final long FIRST_PAUSE_NANOS = 1_000_000;
    private static final long MAX_PAUSE_NANOS = 200_000_000;

    private final Lane<S> lane;
    private final CommitLog log;
    private final int batchBytes;
    private final LedgerStats stats;
    private final Clock clock;
    /** Appends that are not sent, or certainly not stored. */
    private final Deque<Pending<S>> waiting = new ArrayDeque<>();
    /**
     * Appends that may have been sent, in the order of their positions; the first one directly follows the lane's head.
     */
    private final Deque<Placed<S>> placed = new ArrayDeque<>();

    private record Placed<S>(Pending<S> pending, Commit commit) {}

    GroupCommit(Lane<S> lane, CommitLog log, LedgerSettings settings, LedgerStats stats, Clock clock) {
        this.lane = lane;
        this.log = log;
        this.batchBytes = settings.batchBytes();
        this.stats = stats;
        this.clock = clock;
    }

    /** The queue of new appends, and of appends that need another position. */
    Deque<Pending<S>> waiting() {
        return waiting;
    }

    /**
     * Inserts the waiting appends, as many as fit into one insert, and completes them.
     *
     * @return whether an insert succeeded, which proves that the lane ended at the head
     * @throws OutcomeUnknownException if the outcome of sent appends was still unknown at their deadline
     * @throws LedgerUnavailableException if nothing could be sent
     */
    boolean commit() {
        try {
            place();
        } catch (RuntimeException | Error e) {
            displace();
            throw e;
        }
        if (placed.isEmpty()) {
            return false;
        }
        boolean atTheEnd = insert();
        displace();
        return atTheEnd;
    }

    /** Moves appends that are certainly not stored back to the queue, for another position. */
    private void displace() {
        while (!placed.isEmpty()) {
            waiting.addFirst(placed.removeLast().pending());
        }
    }

    /** An append that depends on another one in the batch waits until the other outcome is known. */
    private void place() {
        var reach = new BatchReach();
        var postponed = new ArrayDeque<Pending<S>>();
        int room = batchBytes;
        try {
            while (!waiting.isEmpty()) {
                var pending = waiting.getFirst(); // stays in the queue until everything that may throw is done
                room -= pending.prepared().size();
                if (room < 0 && !placed.isEmpty()) {
                    return;
                }
                place(pending, reach, postponed);
                waiting.removeFirst();
            }
        } finally {
            while (!postponed.isEmpty()) {
                waiting.addFirst(postponed.removeLast());
            }
        }
    }

    private void place(Pending<S> pending, BatchReach reach, Deque<Pending<S>> postponed) {
        var refusal = lane.refusal(pending.append(), clock.instant());
        if (refusal != null) {
            refuse(pending, refusal);
        } else if (pending.isLate()) {
            pending.fail(new LedgerUnavailableException("The append waited too long and was not stored"));
        } else if (reach.add(pending.append())) {
            placed.add(new Placed<>(pending, next(pending)));
        } else {
            postponed.add(pending);
        }
    }

    private Commit next(Pending<S> pending) {
        var last = placed.isEmpty()
                ? lane.head()
                : LaneHead.of(lane.head().lane(), placed.getLast().commit());
        return pending.prepared().notBefore(last.time()).at(last.position() + 1, last.hash());
    }

    private void refuse(Pending<S> pending, Supplier<Appended> refusal) {
        pending.answer(() -> {
            var why = refusal.get();
            if (why instanceof Appended.Conflicted) {
                stats.conflicted();
            }
            return why;
        });
    }

    /** Returns when all placed appends are stored, or the rest has lost its positions. */
    private boolean insert() {
        long pause = FIRST_PAUSE_NANOS;
        boolean perhapsStored = false;
        while (true) {
            RuntimeException unknown;
            switch (send()) {
                case Inserted.All() -> {
                    stored(placed.size());
                    return true;
                }
                case Inserted.TakenAt(int index) -> {
                    stored(index);
                    unknown = readForeign();
                }
                case Inserted.NoPredecessor() -> throw restored(perhapsStored);
                case Inserted.Unknown(var cause) -> {
                    stats.retried();
                    perhapsStored = true;
                    unknown = cause;
                }
            }
            if (placed.isEmpty()
                    || !placed.getFirst().commit().previous().equals(lane.head().hash())) {
                return false;
            }
            if (placed.getFirst().pending().isLate()) {
                throw new OutcomeUnknownException("The outcome of an insert could not be determined in time", unknown);
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, MAX_PAUSE_NANOS);
        }
    }

    private BrokenLaneException restored(boolean perhapsStored) {
        if (!perhapsStored) {
            displace();
        }
        return new BrokenLaneException(
                "The ledger in MongoDB has lost its end, which this node knows: an older copy was"
                        + " restored while it ran. " + lane + " refuses commands until it has position "
                        + lane.head().position()
                        + " again: stop the nodes, and start one with taskledger.relay.trust=topic");
    }

    private Inserted send() {
        long start = System.nanoTime();
        var inserted = log.insert(placed.stream().map(Placed::commit).toList());
        stats.inserted(System.nanoTime() - start);
        return inserted;
    }

    private void stored(int count) {
        for (int i = 0; i < count; i++) {
            var durable = placed.removeFirst();
            try {
                var commit = durable.commit();
                lane.note(
                        commit,
                        durable.pending().append().statesAt(commit.content().time()));
            } finally {
                answer(durable);
            }
        }
    }

    private void answer(Placed<S> durable) {
        stats.stored(1);
        durable.pending().answer(() -> new Appended.Stored(durable.commit()));
    }

    /**
     * Reads the commits behind the head: those of other nodes, and ours from attempts with an unknown outcome. If there
     * is none, a majority does not have it yet, or it was rolled back.
     *
     * @return null, or why they could not be read
     */
    private @Nullable RuntimeException readForeign() {
        stats.collided();
        try {
            lane.catchUp(this::found);
            return null;
        } catch (LedgerUnavailableException e) {
            return e;
        }
    }

    private void found(Commit commit) {
        var first = placed.peekFirst();
        if (first != null && first.commit().hash().equals(commit.hash())) {
            answer(placed.removeFirst());
        }
    }

    /** Fails all appends whose outcome stays unknown. */
    void failSent(OutcomeUnknownException failure) {
        placed.forEach(each -> each.pending().fail(failure));
        placed.clear();
    }

    /** Fails the appends whose deadline has passed; none of them was sent. */
    void failLate(LedgerUnavailableException failure) {
        waiting.removeIf(pending -> {
            boolean late = pending.isLate();
            if (late) {
                pending.fail(failure);
            }
            return late;
        });
    }

    /** Fails all appends. */
    void failAll(Throwable failure) {
        failSent(new OutcomeUnknownException("The ledger failed: " + failure.getMessage(), failure));
        var refused = LedgerUnavailableException.because(failure);
        waiting.forEach(each -> each.fail(refused));
        waiting.clear();
    }
}
