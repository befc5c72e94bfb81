package io.taskledger.command.relay;

import static io.taskledger.command.relay.Fixture.LANES;
import static io.taskledger.command.relay.Fixture.PROPERTIES;
import static io.taskledger.command.relay.Fixture.awaitLanes;
import static io.taskledger.command.relay.Fixture.awaitRelayed;
import static io.taskledger.command.relay.Fixture.positions;
import static io.taskledger.command.relay.Fixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.commit.Commit;
import io.taskledger.node.kafka.EventTopic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka loses acknowledged records, like a broker without replicas in a power cut. */
class LostRecordsTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Fixture fixture = Fixture.fragile();
    private final Fixture.Ledger ledger = fixture.ledger();
    private final EventTopic topic = fixture.topic();

    @BeforeEach
    void make_the_topic() {
        new TopicCheck(topic, PROPERTIES, ledger.log).run();
    }

    private void relayOneByOne(Relay relay, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            for (var commit : ledger.appendAll(LANES.count(), relay)) {
                relay.published(commit.lane(), commit.position()).get(120, TimeUnit.SECONDS);
            }
        }
    }

    private void losePower(int batches) {
        fixture.kafka.stop();
        for (int lane = 0; lane < LANES.count(); lane++) {
            fixture.kafka.loseLastBatches(topic.name(), lane, batches);
        }
        fixture.kafka.start();
    }

    @Test
    void a_relay_that_goes_on_sends_again_what_was_lost() throws Exception {
        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            relay.start();
            awaitLanes(relay, LANES.count());
            relayOneByOne(relay, 20);
            fixture.kafka.stop();
            for (int lane = 0; lane < LANES.count(); lane++) {
                fixture.kafka.loseLastBatches(topic.name(), lane, 5);
            }
            ledger.appendAll(30, relay); // wait for the broker, and are the first records it gets
            fixture.kafka.start();

            awaitRelayed(topic, ledger);
            await().atMost(LONG).until(relay::ready);
        }
        var restored = fixture.ledger();
        assertThat(new LedgerRestore(topic, restored.log).run()).isEqualTo(90);
        assertThat(restored.all(1))
                .extracting(Commit::hash)
                .isEqualTo(ledger.all(1).stream().map(Commit::hash).toList());
    }

    @Test
    void an_idle_relay_notices_as_well() throws Exception {
        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            relay.start();
            awaitLanes(relay, LANES.count());
            relayOneByOne(relay, 10);

            losePower(5);

            awaitRelayed(topic, ledger);
        }
        assertThat(records(topic, 0)).hasSize(10);
    }

    @Test
    void a_hole_that_a_node_left_behind_is_mended_by_the_next() {
        ledger.appendAll(60);
        send(ledger.all(0).subList(0, 10));
        send(ledger.all(0).subList(15, 20));

        assertThat(new TopicCheck(topic, PROPERTIES, ledger.log).run()).isZero();
        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            relay.start();
            awaitRelayed(topic, ledger);
        }
        assertThat(positions(topic, 0)).hasSize(25);
    }

    @Test
    void a_node_that_dies_while_it_mends_a_hole_is_continued_where_it_was() {
        ledger.appendAll(60);
        send(ledger.all(0).subList(0, 10));
        send(ledger.all(0).subList(15, 18));
        send(ledger.all(0).subList(10, 13));

        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            relay.start();
            awaitRelayed(topic, ledger);
        }
        assertThat(positions(topic, 0)).hasSize(23);
    }

    private void send(List<Commit> commits) {
        try (var producer = RelayClients.producer(topic)) {
            for (var commit : commits) {
                var _ = producer.send(Records.write(topic.name(), commit));
            }
        }
    }
}
