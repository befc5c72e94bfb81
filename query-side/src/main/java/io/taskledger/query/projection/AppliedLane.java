package io.taskledger.query.projection;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How far a lane is applied, as far as this node knows, for callers that wait for it. Thread-safe. */
public final class AppliedLane {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final int lane;
    private volatile State state = new State(Checkpoint.START, false, null, null);

    AppliedLane(int lane) {
        this.lane = lane;
    }

    /**
     * The known state at one moment.
     *
     * @param applied the checkpoint up to which every reader of MongoDB sees the commits
     * @param held whether this node consumes the lane, so that {@code applied} is updated without a read
     * @param halted why this node does not apply the lane for now, or null
     * @param lost the checkpoint before the read models were dropped or reset; nothing can be read until they reach it
     *     again. Null otherwise
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

    /** The present state. */
    public State state() {
        return state;
    }

    /** Waits until the state differs from {@code seen}, at most this long. */
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
     * Sets the stored checkpoint of a lane that another node consumes.
     *
     * @param seen the state before the checkpoint was read; if the state has changed since, the checkpoint is too old
     *     and ignored
     */
    public void observe(State seen, Checkpoint stored) {
        change(was -> was.equals(seen) && !was.held() && !stored.equals(was.applied()) ? was.with(stored, false) : was);
    }

    /** The lane, which this node consumes, is applied up to here. */
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

    /** This node no longer consumes the lane. */
    void release() {
        change(was -> new State(was.applied(), false, null, was.lost()));
    }

    /** This node holds the lane but does not apply it for now. */
    void halt(String why) {
        change(was -> new State(was.applied(), true, why, was.lost()));
    }

    /** The read models were lost. */
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
