package io.taskledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.query.barrier.BarrierProperties;
import io.taskledger.query.barrier.BarrierResult;
import io.taskledger.query.barrier.EndOffsets;
import io.taskledger.query.barrier.ReadBarrier;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A process that knows where a lane ends does not ask Kafka. There is no Kafka here: a question would fail this test.
 */
class KnownEndTest {

    private static final Lanes LANES = new Lanes(1);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AppliedLanes applied = new AppliedLanes(LANES);
    private final AppliedLane lane = applied.lane(0);
    private final Served served = new Served(null, applied, null);
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile long published = -1;
    private final ReadBarrier barrier = new ReadBarrier(
            LANES,
            number -> told(),
            new EndOffsets(null),
            new BarrierProperties("published", null, 64),
            new SimpleMeterRegistry());

    KnownEndTest() {
        lane.hold(Checkpoint.START);
    }

    @Test
    void a_query_of_an_empty_lane_passes() {
        assertThat(await(Duration.ZERO)).isInstanceOf(BarrierResult.Passed.class);
    }

    @Test
    void a_query_does_not_pass_before_what_was_published_is_applied() {
        published = 5;
        lane.advance(at(4));

        assertThat(await(Duration.ZERO)).isEqualTo(BarrierResult.Refused.BEHIND);
    }

    @Test
    void a_query_waits_until_what_was_published_when_it_came_is_applied() throws Exception {
        published = 5;
        lane.advance(at(4));
        var waiting = CompletableFuture.supplyAsync(
                () -> await(LONG), work -> Thread.ofVirtual().start(work));

        assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        published = 6;
        lane.advance(at(5));

        assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        BarrierResult.Passed.class,
                        passed -> assertThat(passed.asOf().position()).isEqualTo(5));
    }

    private OptionalLong told() {
        var known = OptionalLong.of(published);
        asked.countDown();
        return known;
    }

    private BarrierResult await(Duration timeout) {
        return barrier.await(served, "alice", null, timeout);
    }

    private static Checkpoint at(long position) {
        return new Checkpoint(position, CommitHash.NONE, position + 1, CommitHash.NONE, 0);
    }
}
