package io.taskledger.query.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.commit.Lanes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * The metrics of the projection: {@code taskledger.projection.commits} (applied by this node since it started),
 * {@code taskledger.parked} (events parked in the lanes of this node), {@code taskledger.projection.halted} (halted
 * lanes of this node), {@code taskledger.projection.lag} (commits not yet applied in the lane that is furthest behind,
 * whichever node consumes it; -1 while Kafka does not respond), {@code taskledger.projection.running} (1 while this
 * node consumes) and {@code taskledger.projection.restarts} (of a consumer that had stopped). Thread-safe.
 */
public final class ProjectionMetrics {

    private final Counter commits;
    private final AtomicLongArray parked;
    private final AtomicLong lag = new AtomicLong(-1);
    private final AtomicInteger running = new AtomicInteger();
    private final Counter restarts;
    private final StalledLanes stalled;
    private final MeterRegistry registry;

    public ProjectionMetrics(MeterRegistry registry, Lanes lanes) {
        this.registry = registry;
        stalled = new StalledLanes(registry, lanes, System::nanoTime);
        parked = new AtomicLongArray(lanes.count());
        commits = Counter.builder("taskledger.projection.commits")
                .description("Commits applied to the read models")
                .register(registry);
        Gauge.builder("taskledger.parked", parked, ProjectionMetrics::sum)
                .description(
                        "Events that could not be applied, and later events of the same streams, in the lanes of this node")
                .register(registry);
        Gauge.builder("taskledger.projection.lag", lag, AtomicLong::get)
                .description(
                        "Commits not yet applied in the lane that is furthest behind; -1 while Kafka does not respond")
                .register(registry);
        Gauge.builder("taskledger.projection.running", running, AtomicInteger::get)
                .description("1 while this node consumes")
                .register(registry);
        restarts = Counter.builder("taskledger.projection.restarts")
                .description("How often consumption stopped unexpectedly and was started again")
                .register(registry);
    }

    void watch(Troubles troubles) {
        Gauge.builder("taskledger.projection.halted", troubles, Troubles::count)
                .description("Lanes of this node that are not applied for now")
                .register(registry);
    }

    /** @param offset the offset up to which the lane is applied */
    void saw(int lane, long offset, long behind) {
        stalled.saw(lane, offset, behind);
    }

    void lag(long commits) {
        lag.set(commits);
    }

    void running(boolean now) {
        running.set(now ? 1 : 0);
    }

    void restarted() {
        restarts.increment();
    }

    void applied(int lane, int count, long parkedNow) {
        commits.increment(count);
        parked.set(lane, parkedNow);
    }

    void parked(int lane, long parkedNow) {
        parked.set(lane, parkedNow);
    }

    private static double sum(AtomicLongArray values) {
        return IntStream.range(0, values.length()).mapToLong(values::get).sum();
    }
}
