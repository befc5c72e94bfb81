package io.taskledger.query.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.commit.Lanes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * The metrics of the projection: {@code taskledger.projection.commits} (applied by this node since it started),
 * {@code taskledger.parked} (events parked in the lanes of this node), {@code taskledger.projection.halted} (halted
 * lanes of this node), {@code taskledger.projection.lag} (commits not yet applied in the lane that is furthest behind,
 * whichever node consumes it; -1 while Kafka does not respond), {@code taskledger.projection.running} (1 while this
 * node consumes), {@code taskledger.projection.restarts} (of a consumer that had stopped) and
 * {@code taskledger.projection.building} (by group: records that a generation which is being built still lacks).
 * Thread-safe.
 */
public final class ProjectionMetrics {

    private final Shared shared;
    private final AtomicLongArray parked;

    public ProjectionMetrics(MeterRegistry registry, Lanes lanes) {
        this(new Shared(registry, lanes));
    }

    private ProjectionMetrics(Shared shared) {
        this.shared = shared;
        this.parked = new AtomicLongArray(shared.lanes.count());
        shared.parked.add(parked);
    }

    /** The same metrics, for one more consumption, whose parked events and halted lanes are added. */
    ProjectionMetrics part() {
        return new ProjectionMetrics(shared);
    }

    void watch(Troubles troubles) {
        shared.troubles.add(troubles);
    }

    /** @param offset the offset up to which the lane is applied */
    public void saw(int lane, long offset, long behind) {
        shared.stalled.saw(lane, offset, behind);
    }

    /** The lag of the lane that is furthest behind. */
    public void lag(long commits) {
        shared.lag.set(commits);
    }

    /** @param records that the group's generation still lacks; 0 if none is being built */
    public void building(String group, long records) {
        shared.building(group).set(records);
    }

    /** @param change 1 if one more consumption runs, -1 if one less */
    void running(int change) {
        shared.running.addAndGet(change);
    }

    void restarted() {
        shared.restarts.increment();
    }

    void applied(int lane, int count, long parkedNow) {
        shared.commits.increment(count);
        parked.set(lane, parkedNow);
    }

    void parked(int lane, long parkedNow) {
        parked.set(lane, parkedNow);
    }

    /** What all consumptions of this node have in common. */
    private static final class Shared {

        private final MeterRegistry registry;
        private final Lanes lanes;
        private final List<AtomicLongArray> parked = new CopyOnWriteArrayList<>();
        private final List<Troubles> troubles = new CopyOnWriteArrayList<>();
        private final Map<String, AtomicLong> building = new ConcurrentHashMap<>();
        private final AtomicLong lag = new AtomicLong(-1);
        private final AtomicInteger running = new AtomicInteger();
        private final Counter commits;
        private final Counter restarts;
        private final StalledLanes stalled;

        private Shared(MeterRegistry registry, Lanes lanes) {
            this.registry = registry;
            this.lanes = lanes;
            stalled = new StalledLanes(registry, lanes, System::nanoTime);
            commits = Counter.builder("taskledger.projection.commits")
                    .description("Commits applied to the read models")
                    .register(registry);
            restarts = Counter.builder("taskledger.projection.restarts")
                    .description("How often consumption stopped unexpectedly and was started again")
                    .register(registry);
            Gauge.builder(
                            "taskledger.parked",
                            parked,
                            all -> all.stream().mapToLong(Shared::sum).sum())
                    .description(
                            "Events that could not be applied, and later events of the same streams, in the lanes of this node")
                    .register(registry);
            Gauge.builder(
                            "taskledger.projection.halted",
                            troubles,
                            all -> all.stream().mapToInt(Troubles::count).sum())
                    .description("Lanes of this node that are not applied for now")
                    .register(registry);
            Gauge.builder("taskledger.projection.lag", lag, AtomicLong::get)
                    .description(
                            "Commits not yet applied in the lane that is furthest behind; -1 while Kafka does not respond")
                    .register(registry);
            Gauge.builder("taskledger.projection.running", running, count -> Math.min(1, count.get()))
                    .description("1 while this node consumes")
                    .register(registry);
        }

        private AtomicLong building(String group) {
            return building.computeIfAbsent(group, name -> {
                var left = new AtomicLong();
                Gauge.builder("taskledger.projection.building", left, AtomicLong::get)
                        .tag("group", name)
                        .description("Records that the generation which is being built still lacks")
                        .register(registry);
                return left;
            });
        }

        private static long sum(AtomicLongArray values) {
            return IntStream.range(0, values.length()).mapToLong(values::get).sum();
        }
    }
}
