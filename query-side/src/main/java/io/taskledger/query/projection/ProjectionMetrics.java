package io.taskledger.query.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.commit.Lanes;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * What the projection counts: {@code taskledger.projection.commits} (applied by this node since it started),
 * {@code taskledger.parked} (events parked in the lanes of this node) and {@code taskledger.projection.halted} (lanes
 * of this node that are broken). Thread-safe.
 */
public final class ProjectionMetrics {

    private final Counter commits;
    private final AtomicLongArray parked;

    public ProjectionMetrics(MeterRegistry registry, Lanes lanes, AppliedLanes applied) {
        parked = new AtomicLongArray(lanes.count());
        commits = Counter.builder("taskledger.projection.commits")
                .description("Commits applied to the read models")
                .register(registry);
        Gauge.builder("taskledger.parked", parked, ProjectionMetrics::sum)
                .description("Events that could not be applied or stand behind one, in the lanes of this node")
                .register(registry);
        Gauge.builder("taskledger.projection.halted", applied, ProjectionMetrics::halted)
                .description("Lanes of this node that are halted because their records are broken")
                .register(registry);
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

    private static double halted(AppliedLanes applied) {
        return applied.held().filter(lane -> lane.state().halted() != null).count();
    }
}
