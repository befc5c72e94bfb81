package io.taskledger.command.relay;

import static io.taskledger.command.relay.Fixture.LANES;
import static io.taskledger.command.relay.Fixture.PROPERTIES;
import static io.taskledger.command.relay.Fixture.awaitLanes;
import static io.taskledger.command.relay.Fixture.awaitRelayed;
import static io.taskledger.command.relay.Fixture.positions;
import static io.taskledger.command.relay.Fixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.RecordHeaders;
import io.taskledger.node.kafka.EventTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private final Fixture fixture = Fixture.steady();
    private final Fixture.Ledger ledger = fixture.ledger();
    private final EventTopic topic = fixture.topic();

    @BeforeEach
    void make_the_topic() {
        new TopicCheck(topic, PROPERTIES, ledger.log).run();
    }

    private Relay started() {
        var relay = new Relay(topic, PROPERTIES, ledger.log);
        relay.start();
        return relay;
    }

    @Test
    void what_is_stored_and_what_is_offered_arrives_in_order_and_once() {
        ledger.appendAll(500);
        try (var relay = started()) {
            ledger.appendAll(500, relay);
            awaitLanes(relay, LANES.count());
            ledger.appendAll(500, relay);

            awaitRelayed(topic, ledger);
            assertThat(positions(topic, 1)).hasSameSizeAs(ledger.all(1));
        }
    }

    @Test
    void what_is_stored_is_relayed_page_by_page_without_a_pause() {
        ledger.appendAll(600);
        var rarely = new RelayProperties(
                Duration.ofHours(1),
                PROPERTIES.backlog(),
                PROPERTIES.sessionTimeout(),
                PROPERTIES.drain(),
                PROPERTIES.trust(),
                PROPERTIES.replicationFactor(),
                PROPERTIES.group());
        try (var relay = new Relay(topic, rarely, ledger.log)) {
            relay.start();
            awaitRelayed(topic, ledger);
        }
    }

    @Test
    void commits_that_another_node_appended_are_found_in_the_store() {
        try (var relay = started()) {
            awaitLanes(relay, LANES.count());
            ledger.appendAll(30);
            ledger.appendAll(30, relay);
            ledger.appendAll(30);

            awaitRelayed(topic, ledger);
        }
    }

    @Test
    void a_position_is_published_once_the_broker_has_it() throws Exception {
        try (var relay = started()) {
            awaitLanes(relay, LANES.count());
            var commit = ledger.appendAll(1, relay).getFirst();

            relay.published(commit.lane(), commit.position()).get(2, TimeUnit.MINUTES);

            assertThat(records(topic, commit.lane())).hasSize(1);
            assertThat(relay.published(commit.lane(), commit.position())).isDone();
            await().until(relay::ready);
            assertThat(relay.backlog(commit.lane())).isZero();
        }
    }

    @Test
    void a_node_that_does_not_hold_the_lane_says_so() {
        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            var failure = Assertions.assertThrows(
                    ExecutionException.class, () -> relay.published(0, 0).get());
            assertThat(failure).hasCauseInstanceOf(RelayUnavailableException.class);
        }
    }

    @Test
    void a_relay_that_closes_relays_what_is_stored_before() {
        try (var relay = started()) {
            awaitLanes(relay, LANES.count());
            ledger.appendAll(900);
        }
        for (int lane = 0; lane < LANES.count(); lane++) {
            assertThat(positions(topic, lane)).hasSize(300);
        }
    }

    @Test
    void a_record_carries_the_commits_bytes_and_cloud_event_headers() {
        var commit = ledger.append(0);
        try (var relay = started()) {
            awaitRelayed(topic, ledger);
        }
        var record = records(topic, 0).getFirst();
        assertThat(record.value()).isEqualTo(commit.bytes());
        assertThat(new String(record.key(), StandardCharsets.UTF_8))
                .isEqualTo(commit.content().owner());
        assertThat(record.headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly(
                        RecordHeaders.SPEC_VERSION + "=1.0",
                        RecordHeaders.ID + "=" + commit.content().id(),
                        RecordHeaders.SOURCE + "=urn:taskledger:lane:0",
                        RecordHeaders.TYPE + "=io.taskledger.commit.v1",
                        RecordHeaders.TIME + "=2026-11-23T10:00:00.000Z",
                        RecordHeaders.POSITION + "=0",
                        RecordHeaders.HASH + "=" + commit.hash(),
                        RecordHeaders.CONTENT_TYPE + "=application/json");
    }

    @Test
    void lanes_are_shared_taken_over_and_given_back() {
        try (var one = started()) {
            awaitLanes(one, LANES.count());
            ledger.appendAll(300, one);
            try (var two = started()) {
                await().until(() -> !two.lanesHeld().isEmpty());
                ledger.appendAll(300, one, two);
                await().until(() -> one.lanesHeld().size() + two.lanesHeld().size() == LANES.count());
                ledger.appendAll(300, two);
            }
            awaitLanes(one, LANES.count());
            ledger.appendAll(300, one);

            awaitRelayed(topic, ledger);
        }
    }

    @Test
    void a_restarted_relay_goes_on_where_the_topic_ends() {
        try (var relay = started()) {
            ledger.appendAll(300, relay);
            awaitRelayed(topic, ledger);
        }
        ledger.appendAll(300);
        try (var relay = started()) {
            awaitRelayed(topic, ledger);
        }
        assertThat(positions(topic, 0)).hasSize(200);
    }

    @Test
    void a_lane_that_is_stuck_takes_down_neither_the_others_nor_the_node() {
        var foreign = fixture.ledger();
        foreign.append(0);
        try (var producer = RelayClients.producer(topic)) {
            var _ = producer.send(Records.write(topic.name(), foreign.all(0).getFirst()));
        }
        ledger.appendAll(30);
        try (var relay = started()) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(relay.broken()).containsOnlyKeys(0));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(positions(topic, 1)).hasSize(10));
            assertThat(relay.takesPart()).isTrue();
            assertThat(relay.ready()).isFalse();
        }
    }

    /** Kafka knows of no leader of a partition that does not exist, as of one whose brokers are all away. */
    @Test
    void a_lane_without_a_leader_concerns_only_itself() {
        ledger.appendAll(30);
        var wider = new EventTopic(topic.bootstrapServers(), topic.name(), new Lanes(LANES.count() + 1));
        try (var relay = new Relay(wider, PROPERTIES, ledger.log)) {
            relay.start();

            awaitRelayed(topic, ledger);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(relay.obstacle()).isNull());
            assertThat(relay.ready()).isTrue();
        }
    }

    @Test
    void what_waits_for_the_broker_is_metered_by_lane() {
        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            var registry = new SimpleMeterRegistry();
            new RelayMetrics(relay).bindTo(registry);

            ledger.appendAll(30, relay);

            assertThat(registry.get("taskledger.relay.backlog").gauge().value()).isEqualTo(30);
            assertThat(registry.get("taskledger.relay.lag")
                            .tag("lane", "1")
                            .gauge()
                            .value())
                    .isEqualTo(10);
            assertThat(registry.get("taskledger.relay.lanes.held").gauge().value())
                    .isZero();
        }
    }
}
