package io.taskledger.command.relay;

import static io.taskledger.command.relay.Fixture.LANES;
import static io.taskledger.command.relay.Fixture.PROPERTIES;
import static io.taskledger.command.relay.Fixture.awaitLanes;
import static io.taskledger.command.relay.Fixture.awaitRelayed;
import static io.taskledger.command.relay.Fixture.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.node.kafka.EventTopic;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever fails, every commit arrives, in order, and once for a consumer that drops repeated positions. */
class TroubledRelayTest {

    private final Fixture fixture = Fixture.fragile();
    private final Fixture.Ledger ledger = fixture.ledger();
    private final EventTopic topic = fixture.topic();

    @BeforeEach
    void make_the_topic() {
        new TopicCheck(topic, PROPERTIES, ledger.log).run();
    }

    @Test
    void acknowledgements_that_are_lost_repeat_commits_and_skip_none() {
        var dice = new Random(1);
        var failures = new AtomicInteger();
        var troubles = new Troubles(() -> {
            boolean fails = dice.nextInt(100) == 0 && failures.get() < 15;
            failures.addAndGet(fails ? 1 : 0);
            return fails;
        });
        try (var relay = new Relay(
                topic, PROPERTIES, ledger.log, null, () -> troubles.around(RelayClients.producer(topic)), null)) {
            relay.start();
            awaitLanes(relay, LANES.count());
            ledger.appendAll(1_500, relay);

            awaitRelayed(topic, ledger);
        }
        assertThat(failures).hasValueGreaterThan(5);
    }

    @Test
    void a_relay_that_is_killed_between_send_and_acknowledgement_is_continued_by_the_next() {
        for (int life = 1; life <= 3; life++) {
            ledger.appendAll(600);
            try (var killed = new LoneLane(topic, ledger.log, 1)) {
                await().until(() -> killed.isSending());
                killed.kill();
            }
        }
        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            relay.start();
            awaitRelayed(topic, ledger);
        }
    }

    @Test
    void two_relays_of_one_lane_repeat_and_skip_nothing() {
        try (var one = new LoneLane(topic, ledger.log, 0);
                var two = new LoneLane(topic, ledger.log, 0)) {
            await().until(() -> {
                one.offer(ledger.append(0));
                return one.isSending() && two.isSending();
            });
            for (int i = 0; i < 300; i++) {
                var commit = ledger.append(0);
                one.offer(commit);
                if (i % 3 != 0) {
                    two.offer(commit);
                }
            }
            awaitRelayed(topic, ledger);
        }
        awaitRelayed(topic, ledger);
        assertThat(positions(topic, 0)).hasSizeGreaterThan(ledger.all(0).size());
    }

    @Test
    void a_broker_that_is_away_for_a_while_is_waited_for() throws Exception {
        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            relay.start();
            awaitLanes(relay, LANES.count());
            ledger.appendAll(300, relay);
            fixture.kafka.stop();
            ledger.appendAll(3_000, relay);
            var waiting = new ArrayList<CompletableFuture<Void>>();
            for (int lane = 0; lane < LANES.count(); lane++) {
                waiting.add(relay.published(lane, 1_099));
            }
            await().untilAsserted(() -> assertThat(relay.isBacklogFull(0)).isTrue());
            await().until(() -> !relay.ready());
            fixture.kafka.start();

            awaitRelayed(topic, ledger);
            for (var published : waiting) {
                published.get(2, TimeUnit.MINUTES);
            }
            await().until(relay::ready);
            assertThat(relay.isBacklogFull(0)).isFalse();
        }
    }

    @Test
    void lanes_that_move_to_and_fro_under_load_lose_nothing() throws Exception {
        try (var steady = new Relay(topic, PROPERTIES, ledger.log);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            steady.start();
            awaitLanes(steady, LANES.count());
            var moved = new CountDownLatch(3);
            var load = threads.submit(() -> {
                while (moved.getCount() > 0) {
                    ledger.appendAll(30, steady);
                    LockSupport.parkNanos(10_000_000);
                }
            });
            while (moved.getCount() > 0) {
                try (var guest = new Relay(topic, PROPERTIES, ledger.log)) {
                    guest.start();
                    await().until(() -> !guest.lanesHeld().isEmpty());
                }
                moved.countDown();
            }
            load.get();
            awaitRelayed(topic, ledger);
        }
    }
}
