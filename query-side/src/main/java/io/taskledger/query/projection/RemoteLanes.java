package io.taskledger.query.projection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Reads the checkpoints of lanes that other nodes consume, only while queries wait, at most once per lane in
 * {@link #INTERVAL}. Thread-safe.
 */
public final class RemoteLanes {

    /** The time between two reads. */
    public static final Duration INTERVAL = Duration.ofMillis(10);

    private final Checkpoints checkpoints;
    private final AtomicLongArray lastLook;

    public RemoteLanes(Checkpoints checkpoints, int lanes) {
        this.checkpoints = checkpoints;
        lastLook = new AtomicLongArray(lanes);
        for (int i = 0; i < lanes; i++) {
            lastLook.set(i, System.nanoTime() - INTERVAL.toNanos());
        }
    }

    /**
     * Reads the checkpoint, unless another caller has just read it. As long as it is not known at all, every caller
     * reads it: nobody may take "nothing is applied" for an answer.
     */
    public void refresh(AppliedLane lane) {
        long last = lastLook.get(lane.lane());
        long now = System.nanoTime();
        var seen = lane.state();
        boolean isUnknown = seen.applied().equals(Checkpoint.START);
        if (isUnknown || now - last >= INTERVAL.toNanos() && lastLook.compareAndSet(lane.lane(), last, now)) {
            lane.observe(seen, checkpoints.read(lane.lane()));
        }
    }
}
