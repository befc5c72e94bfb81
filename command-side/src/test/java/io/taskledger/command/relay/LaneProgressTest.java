package io.taskledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LaneProgressTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    private final LaneProgress lane = new LaneProgress(3);

    @Test
    void an_acknowledgement_counts_for_everything_before_it() {
        lane.hold();
        var first = lane.await(5);
        var second = lane.await(7);
        var third = lane.await(8);

        lane.published(7);

        assertThat(first).succeedsWithin(SOON);
        assertThat(second).succeedsWithin(SOON);
        assertThat(third).isNotDone();
    }

    @Test
    void whoever_waits_for_a_lane_that_is_given_away_is_told() {
        lane.hold();
        var waiting = lane.await(5);

        lane.release();

        assertThat(waiting).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(RelayUnavailableException.class);
        assertThat(lane.await(6)).isCompletedExceptionally();
    }

    @Test
    void whoever_gave_up_waiting_is_forgotten() {
        lane.hold();
        var patient = lane.await(5);
        for (int i = 0; i < 100; i++) {
            lane.await(5 + i).cancel(false);
        }

        assertThat(lane.waiting()).isEqualTo(1);
        lane.published(5);
        assertThat(patient).succeedsWithin(SOON);
        assertThat(lane.waiting()).isZero();
    }

    @Test
    void the_end_is_known_from_the_first_look_at_the_topic_until_the_lane_is_given_away() {
        lane.published(3); // held before
        assertThat(lane.publishedUpTo()).isEmpty();

        lane.hold();
        assertThat(lane.publishedUpTo()).isEmpty();
        lane.taken(9, 7);
        assertThat(lane.publishedUpTo()).hasValue(7);
        lane.published(8);
        assertThat(lane.publishedUpTo()).hasValue(8);

        lane.release();
        assertThat(lane.publishedUpTo()).isEmpty();
        lane.taken(9, 9); // a look that ends too late
        assertThat(lane.publishedUpTo()).isEmpty();
    }

    @Test
    void a_reader_still_waits_for_what_was_acknowledged_before_kafka_lost_it() {
        lane.hold();
        lane.taken(100, 100);

        lane.taken(100, 90);

        assertThat(lane.publishedUpTo()).hasValue(100);
    }

    @Test
    void what_kafka_has_lost_again_waits_again() {
        lane.hold();
        lane.taken(100, 100);

        lane.taken(100, 90);

        assertThat(lane.backlog()).isEqualTo(10);
        assertThat(lane.await(95)).isNotDone();
        assertThat(lane.await(90)).isDone();
    }

    @Test
    void the_backlog_is_what_the_store_has_and_the_topic_has_not() {
        lane.hold();
        lane.taken(100, 90);
        lane.stored(101);

        assertThat(lane.backlog()).isEqualTo(11);
    }

    @Test
    void in_a_lane_held_elsewhere_only_what_was_appended_since_the_broker_was_heard_of_waits() {
        lane.stored(1_000_000);
        assertThat(lane.backlog()).isEqualTo(1);

        lane.brokerReachable();
        lane.stored(1_000_002);

        assertThat(lane.backlog()).isEqualTo(2);
    }
}
