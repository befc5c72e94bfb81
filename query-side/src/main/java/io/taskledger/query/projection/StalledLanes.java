package io.taskledger.query.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.taskledger.contract.commit.Lanes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/**
 * How far behind each lane is, whichever node applies it, and for how long it has been behind without progress:
 * {@code taskledger.projection.lane.lag} (commits) and {@code taskledger.projection.lane.stalled} (seconds), by
 * {@code lane}. Thread-safe; one thread reports.
 */
final class StalledLanes {

    /** @param since the time, in nanoseconds of the clock, at which the lane last made progress or was not behind */
    private record Seen(long applied, long behind, long since) {}

    private final AtomicReferenceArray<Seen> lanes;
    private final LongSupplier nanos;

    StalledLanes(MeterRegistry registry, Lanes lanes, LongSupplier nanos) {
        this.lanes = new AtomicReferenceArray<>(lanes.count());
        this.nanos = nanos;
        for (int lane = 0; lane < lanes.count(); lane++) {
            int number = lane;
            this.lanes.set(lane, new Seen(-1, 0, nanos.getAsLong()));
            Gauge.builder(
                            "taskledger.projection.lane.lag",
                            this,
                            it -> it.lanes.get(number).behind())
                    .tag("lane", Integer.toString(lane))
                    .description("Commits of the lane that are not yet applied")
                    .register(registry);
            TimeGauge.builder(
                            "taskledger.projection.lane.stalled", this, TimeUnit.NANOSECONDS, it -> it.stalled(number))
                    .tag("lane", Integer.toString(lane))
                    .description("How long the lane has been behind without progress")
                    .register(registry);
        }
    }

    /** @param applied the offset up to which the lane is applied */
    void saw(int lane, long applied, long behind) {
        var before = lanes.get(lane);
        boolean stalls = behind > 0 && before.behind() > 0 && applied == before.applied();
        lanes.set(lane, new Seen(applied, behind, stalls ? before.since() : nanos.getAsLong()));
    }

    private double stalled(int lane) {
        var seen = lanes.get(lane);
        return seen.behind() == 0 ? 0 : nanos.getAsLong() - seen.since();
    }
}
