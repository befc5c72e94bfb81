package io.taskledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.commit.Lanes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StalledLanesTest {

    private final AtomicLong clock = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StalledLanes lanes = new StalledLanes(registry, new Lanes(2), clock::get);

    @Test
    void a_lane_that_is_behind_and_does_not_get_on_stalls() {
        lanes.saw(1, 10, 5);
        passes(Duration.ofSeconds(40));
        lanes.saw(1, 10, 7);
        passes(Duration.ofSeconds(30));

        assertThat(stalledSeconds(1)).isEqualTo(70);
        assertThat(stalledSeconds(0)).isZero();
        assertThat(registry.get("taskledger.projection.lane.lag")
                        .tag("lane", "1")
                        .gauge()
                        .value())
                .isEqualTo(7);
    }

    @Test
    void a_lane_that_gets_on_does_not_stall_however_far_it_is_behind() {
        lanes.saw(1, 10, 5);
        passes(Duration.ofSeconds(40));
        lanes.saw(1, 11, 900);
        passes(Duration.ofSeconds(3));

        assertThat(stalledSeconds(1)).isEqualTo(3);
    }

    @Test
    void a_lane_that_was_idle_does_not_stall_when_something_new_comes() {
        lanes.saw(1, 10, 0);
        passes(Duration.ofHours(1));
        assertThat(stalledSeconds(1)).isZero();

        lanes.saw(1, 10, 1);

        assertThat(stalledSeconds(1)).isZero();
    }

    private void passes(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private double stalledSeconds(int lane) {
        return registry.get("taskledger.projection.lane.stalled")
                .tag("lane", Integer.toString(lane))
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }
}
