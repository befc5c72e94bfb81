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
    private volatile State state = new State(Checkpoint.START, false, null);

    AppliedLane(int lane) {
        this.lane = lane;
    }

    /**
     * What is known at one moment.
     *
     * @param applied what this says is visible to every reader of the database
     * @param held whether this node consumes the lane, so that {@code applied} moves without asking the database
     * @param halted why this node stopped consuming the lane, or null
     */
    public record State(
            Checkpoint applied, boolean held, @Nullable String halted) {}

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

    /** The lane is applied this far; anything before what is known already is ignored. */
    public void advance(Checkpoint to) {
        change(was -> to.offset() > was.applied().offset() ? new State(to, was.held(), was.halted()) : was);
    }

    /** From now on this node consumes the lane. */
    void hold(Checkpoint from) {
        change(was -> new State(from, true, null));
    }

    /** This node does not consume the lane any more. */
    void release() {
        change(was -> new State(was.applied(), false, null));
    }

    /** This node holds the lane but does not apply it any further. */
    void halt(String why) {
        change(was -> new State(was.applied(), true, why));
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
