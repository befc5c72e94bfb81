package io.taskledger.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** An open loop on one connection, with a clock that only the test moves. */
class ScheduleTest {

    private static final long MILLI = 1_000_000;

    /** Sleeping takes exactly as long as asked. */
    private static final class ManualTime implements TimeSource {

        private long now = 5_000 * MILLI;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleepUntil(long nanos) {
            now = Math.max(now, nanos);
        }
    }

    private final ManualTime time = new ManualTime();
    private final Histogram latencies = new Histogram(3);

    @Test
    void requests_are_due_at_a_fixed_rate_and_no_more_than_their_number_are_sent() throws Exception {
        List<Long> sent = new ArrayList<>();
        Schedule schedule = new Schedule(time, 100, 4);
        long begin = time.now;

        schedule.work(latencies, due -> {
            sent.add((time.now - begin) / MILLI);
            time.now += MILLI;
        });

        assertThat(sent).containsExactly(0L, 10L, 20L, 30L);
        assertThat(latencies.getMaxValue()).isEqualTo(1_000);
        assertThat(latencies.getTotalCount()).isEqualTo(4);
    }

    @Test
    void a_stall_delays_also_the_requests_that_were_due_during_it() throws Exception {
        Schedule schedule = new Schedule(time, 100, 100);
        boolean[] stalled = {false};

        schedule.work(latencies, due -> {
            time.now += stalled[0] ? 0 : 500 * MILLI; // the first response takes half a second, the others no time
            stalled[0] = true;
        });

        assertThat(latencies.getTotalCount()).isEqualTo(100);
        assertThat(latencies.getMaxValue()).isBetween(499_000L, 501_000L);
        assertThat(latencies.getCountBetweenValues(1, Long.MAX_VALUE / 2))
                .describedAs("those due 0 to 490 ms after the begin, not only the one that stalled")
                .isEqualTo(50);
        assertThat(latencies.getValueAtPercentile(75)).isBetween(245_000L, 265_000L);
    }
}
