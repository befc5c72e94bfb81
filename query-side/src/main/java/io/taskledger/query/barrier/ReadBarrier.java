package io.taskledger.query.barrier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.query.barrier.BarrierResult.Refused;
import io.taskledger.query.projection.AppliedLane;
import io.taskledger.query.projection.Checkpoint;
import io.taskledger.query.projection.RemoteLanes;
import io.taskledger.query.projection.Served;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds a query back until the caller's lane is applied far enough: up to the position of the token, or without a token
 * (depending on the setting) up to the end of the lane when the query arrives, if this process knows it or Kafka
 * responds in time. Thread-safe; blocks the calling thread.
 *
 * <p>Metrics: {@code taskledger.barrier.wait} (how long queries were held back) and {@code taskledger.barrier.behind}
 * (how many were refused).
 */
public final class ReadBarrier {

    private final Lanes lanes;
    private final PublishedLanes published;
    private final EndOffsets ends;
    private final BarrierProperties properties;
    private final Waiters waiters;
    private final Timer waits;
    private final Counter behind;

    /**
     * @param published where lanes end, if this process knows
     * @param ends where lanes end, if it does not
     */
    public ReadBarrier(
            Lanes lanes,
            PublishedLanes published,
            EndOffsets ends,
            BarrierProperties properties,
            MeterRegistry registry) {
        this.lanes = lanes;
        this.published = published;
        this.ends = ends;
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
     * @param served what will be read
     * @param owner whose data will be read
     * @param token null to read what is applied, or (depending on the setting) everything published when the query
     *     arrives
     * @param timeout the maximum wait
     * @throws com.mongodb.MongoException if MongoDB does not return the checkpoint of a lane of another node
     */
    public BarrierResult await(Served served, String owner, @Nullable ConsistencyToken token, Duration timeout) {
        var lane = new Watched(served, served.applied().lane(lanes.of(owner)));
        if (token == null && !properties.withoutToken()) {
            return now(lane);
        }
        if (token != null && token.lane() != lane.number()) {
            return Refused.FOREIGN_TOKEN;
        }
        try {
            return waiters.enter(owner) ? measured(lane, token, timeout) : Refused.TOO_MANY_WAITERS;
        } finally {
            waiters.leave(owner);
        }
    }

    private BarrierResult measured(Watched lane, @Nullable ConsistencyToken token, Duration timeout) {
        long start = System.nanoTime();
        var result = waited(lane, token, start + timeout.toNanos());
        waits.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return counted(result);
    }

    private BarrierResult waited(Watched lane, @Nullable ConsistencyToken token, long deadline) {
        try {
            if (token != null) {
                return reached(lane, token, checkpoint -> checkpoint.position() >= token.position(), deadline);
            }
            var known = published.position(lane.number());
            if (known.isPresent()) {
                return reached(lane, null, checkpoint -> checkpoint.position() >= known.getAsLong(), deadline);
            }
            long end = ends.of(lane.number()).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return reached(lane, null, checkpoint -> checkpoint.offset() >= end, deadline);
        } catch (ExecutionException | TimeoutException e) {
            return now(lane); // Kafka does not say what to wait for, so the query gets what is applied
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Refused.BEHIND;
        }
    }

    private BarrierResult reached(
            Watched lane, @Nullable ConsistencyToken token, Predicate<Checkpoint> goal, long deadline)
            throws InterruptedException {
        while (true) {
            var state = lane.latest();
            if (token != null
                    && state.applied().position() >= 0
                    && !token.isOf(state.applied().genesis())) {
                return Refused.FOREIGN_TOKEN;
            }
            if (state.lost() == null && goal.test(state.applied())) {
                return passed(lane.number(), state);
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || state.halted() != null) {
                return state.lost() == null ? Refused.BEHIND : Refused.REBUILDING;
            }
            lane.lane().awaitChange(state, state.held() ? left : Math.min(left, RemoteLanes.INTERVAL.toNanos()));
        }
    }

    /** Passes with what is applied. */
    private BarrierResult now(Watched lane) {
        var state = lane.latest();
        return state.lost() == null ? passed(lane.number(), state) : counted(Refused.REBUILDING);
    }

    /** A lane of what will be read. */
    private record Watched(Served served, AppliedLane lane) {

        int number() {
            return lane.lane();
        }

        AppliedLane.State latest() {
            if (!lane.state().held()) {
                served.remote().refresh(lane);
            }
            return lane.state();
        }
    }

    private BarrierResult counted(BarrierResult result) {
        if (result == Refused.BEHIND || result == Refused.REBUILDING) {
            behind.increment();
        }
        return result;
    }

    private static BarrierResult passed(int lane, AppliedLane.State state) {
        var applied = state.applied();
        return new BarrierResult.Passed(
                ConsistencyToken.of(lane, applied.genesis(), applied.position()), applied.parked());
    }
}
