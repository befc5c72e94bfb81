package io.taskledger.query.barrier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.query.projection.AppliedLane;
import io.taskledger.query.projection.AppliedLanes;
import io.taskledger.query.projection.Checkpoint;
import io.taskledger.query.projection.Checkpoints;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds a query back until the caller's lane is applied as far as the caller may expect: up to the token that a command
 * answered, or, without one, up to where the lane ends in Kafka as of now. Thread-safe; blocks the calling thread.
 *
 * <p>Metrics: {@code taskledger.barrier.wait} (how long queries were held back) and {@code taskledger.barrier.behind}
 * (how many were not let through).
 */
public final class ReadBarrier {

    private final Lanes lanes;
    private final AppliedLanes applied;
    private final EndOffsets ends;
    private final RemoteLanes remote;
    private final BarrierProperties properties;
    private final Waiters waiters;
    private final Timer waits;
    private final Counter behind;

    public ReadBarrier(
            Lanes lanes,
            AppliedLanes applied,
            EndOffsets ends,
            Checkpoints checkpoints,
            BarrierProperties properties,
            MeterRegistry registry) {
        this.lanes = lanes;
        this.applied = applied;
        this.ends = ends;
        this.remote = new RemoteLanes(checkpoints, lanes.count());
        this.properties = properties;
        this.waiters = new Waiters(properties.waitersPerUser());
        this.waits = Timer.builder("taskledger.barrier.wait")
                .description("How long queries were held back until the read models were far enough")
                .register(registry);
        this.behind = Counter.builder("taskledger.barrier.behind")
                .description("Queries that were refused because the read models were behind")
                .register(registry);
    }

    /**
     * Waits.
     *
     * @param owner whose data will be read
     * @param token null to see everything that is published by now
     * @param patience how long at most
     */
    public Passage await(String owner, @Nullable ConsistencyToken token, Duration patience) {
        if (token == null && !properties.barrier()) {
            return Passage.PASSED;
        }
        try {
            return waiters.enter(owner)
                    ? measured(applied.lane(lanes.of(owner)), token, patience)
                    : Passage.TOO_MANY_WAITERS;
        } finally {
            waiters.leave(owner);
        }
    }

    private Passage measured(AppliedLane lane, @Nullable ConsistencyToken token, Duration patience) {
        long start = System.nanoTime();
        boolean passed = passes(lane, token, start + patience.toNanos());
        waits.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        if (!passed) {
            behind.increment();
        }
        return passed ? Passage.PASSED : Passage.BEHIND;
    }

    private boolean passes(AppliedLane lane, @Nullable ConsistencyToken token, long deadline) {
        try {
            if (token != null) {
                return reaches(lane, checkpoint -> checkpoint.position() >= token.position(), deadline);
            }
            long end = ends.of(lane.lane()).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return reaches(lane, checkpoint -> checkpoint.offset() >= end, deadline);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean reaches(AppliedLane lane, Predicate<Checkpoint> goal, long deadline) throws InterruptedException {
        while (true) {
            if (!lane.state().held()) {
                remote.refresh(lane);
            }
            var state = lane.state();
            long left = deadline - System.nanoTime();
            if (goal.test(state.applied())) {
                return true;
            }
            if (left <= 0 || state.halted() != null) {
                return false;
            }
            lane.awaitChange(state, state.held() ? left : Math.min(left, RemoteLanes.INTERVAL.toNanos()));
        }
    }
}
