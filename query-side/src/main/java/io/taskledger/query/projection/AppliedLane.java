package io.taskledger.query.projection;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How far a lane is applied, as this node knows it, for those who wait for it. Thread-safe. */
public final class AppliedLane {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final int lane;
    private volatile State state = new State(Checkpoint.START, false, null, null);

    AppliedLane(int lane) {
        this.lane = lane;
    }

    /**
     * What is known at one moment.
     *
     * @param applied what this says is visible to every reader of the database
     * @param held whether this node consumes the lane, so that {@code applied} moves without asking the database
     * @param halted why this node does not apply the lane for now, or null
     * @param lost how far the lane was before its read models were dropped or reset: as long as they are not that far
     *     again, nothing can be read from them; null otherwise
     */
    public record State(
            Checkpoint applied,
            boolean held,
            @Nullable String halted,
            @Nullable Checkpoint lost) {

        State with(Checkpoint to, boolean nowHeld) {
            return new State(to, nowHeld, null, lostAfter(to));
        }

        private @Nullable Checkpoint lostAfter(Checkpoint to) {
            var furthest = lost == null ? applied : lost;
            return to.position() >= furthest.position() || !to.isOfLedgerOf(furthest) ? null : furthest;
        }
    }

    /** From 0. */
    public int lane() {
        return lane;
    }

    /** What is known now. */
    public State state() {
        return state;
    }

    /** Waits until something else is known than {@code seen}, but no longer than this. */
    public void awaitChange(State seen, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (state.equals(seen) && left > 0) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * This is what the database says of a lane that another node consumes.
     *
     * @param seen what was known before the database was asked: if that has changed since, the answer is too old
     */
    public void observe(State seen, Checkpoint stored) {
        change(was -> was.equals(seen) && !was.held() && !stored.equals(was.applied()) ? was.with(stored, false) : was);
    }

    /** The lane, which this node consumes, is applied this far. */
    void advance(Checkpoint to) {
        change(was -> {
            var next = was.with(to, was.held());
            return new State(to, was.held(), was.halted(), next.lost());
        });
    }

    /** From now on this node consumes the lane. */
    void hold(Checkpoint from) {
        change(was -> was.with(from, true));
    }

    /** This node does not consume the lane any more. */
    void release() {
        change(was -> new State(was.applied(), false, null, was.lost()));
    }

    /** This node is in charge of the lane but does not apply it any further for now. */
    void halt(String why) {
        change(was -> new State(was.applied(), true, why, was.lost()));
    }

    /** The read models are not there any more. */
    void lose() {
        change(was -> was.lost() == null ? new State(was.applied(), was.held(), was.halted(), was.applied()) : was);
    }

    private void change(UnaryOperator<State> change) {
        lock.lock();
        try {
            state = change.apply(state);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
