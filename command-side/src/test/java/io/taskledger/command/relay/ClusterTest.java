package io.taskledger.command.relay;

import static io.taskledger.command.relay.Fixture.LANES;
import static io.taskledger.command.relay.Fixture.PROPERTIES;
import static io.taskledger.command.relay.Fixture.awaitLanes;
import static io.taskledger.command.relay.Fixture.awaitRelayed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.edge.SettingException;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.KafkaClients;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, of which one at a time is stopped. */
@Tag("thorough")
class ClusterTest {

    @TempDir
    static Path folder;

    private static List<EmbeddedKafka> brokers;
    private final Fixture fixture = Fixture.steady();
    private final Fixture.Ledger ledger = fixture.ledger();
    private final EventTopic topic = new EventTopic(
            brokers.stream().map(EmbeddedKafka::bootstrapServers).collect(Collectors.joining(",")),
            "events-" + UUID.randomUUID(),
            LANES);

    @BeforeAll
    static void start() {
        brokers = EmbeddedKafka.startCluster(folder, 3);
    }

    @AfterAll
    static void stop() {
        brokers.forEach(EmbeddedKafka::close);
    }

    private void makeTopic(int replicas) {
        var properties = new RelayProperties(
                PROPERTIES.poll(),
                PROPERTIES.backlog(),
                PROPERTIES.sessionTimeout(),
                PROPERTIES.drain(),
                PROPERTIES.trust(),
                (short) replicas,
                PROPERTIES.group());
        new TopicCheck(topic, properties, ledger.log).run();
    }

    private void appendAndAwait(Relay relay, int rounds) throws Exception {
        for (int i = 0; i < rounds; i++) {
            for (var commit : ledger.appendAll(LANES.count(), relay)) {
                relay.published(commit.lane(), commit.position()).get(120, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void a_topic_with_the_clusters_three_replicas_is_made_safe_and_refused_if_it_is_not() throws Exception {
        makeTopic(-1);
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try (var admin = Admin.create(KafkaClients.promptClient(topic))) {
            var made = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(made.get("min.insync.replicas").value()).isEqualTo("2");
            assertThat(made.get("unclean.leader.election.enable").value()).isEqualTo("false");
            admin.incrementalAlterConfigs(Map.of(
                            resource,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("min.insync.replicas", "1"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> makeTopic(-1))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("whose min.insync.replicas is 1: set it to 2 (kafka-configs.sh");
    }

    @Test
    void nothing_is_lost_when_one_broker_after_the_other_stops_while_the_relay_runs() throws Exception {
        makeTopic(-1);
        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            relay.start();
            awaitLanes(relay, LANES.count());
            for (var broker : brokers) {
                ledger.appendAll(150, relay);
                broker.stop();
                ledger.appendAll(150, relay);
                appendAndAwait(relay, 1); // with two of three it continues
                broker.start();
                appendAndAwait(relay, 1);
            }
            awaitRelayed(topic, ledger);
        }
    }

    @Test
    void what_a_broker_without_replicas_has_lost_is_sent_again() throws Exception {
        makeTopic(1);
        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            relay.start();
            awaitLanes(relay, LANES.count());
            appendAndAwait(relay, 20);
            for (int lane = 0; lane < LANES.count(); lane++) {
                var leader = brokers.get(leaderOf(lane) - 1);
                leader.stop();
                leader.loseLastBatches(topic.name(), lane, 5);
                ledger.appendAll(30, relay);
                leader.start();
                appendAndAwait(relay, 1);
            }
            awaitRelayed(topic, ledger);
        }
        var restored = fixture.ledger();
        assertThat(new LedgerRestore(topic, restored.log).run())
                .isEqualTo(ledger.all(0).size()
                        + ledger.all(1).size()
                        + ledger.all(2).size());
    }

    private int leaderOf(int lane) throws Exception {
        try (var admin = Admin.create(KafkaClients.promptClient(topic))) {
            var described =
                    admin.describeTopics(List.of(topic.name())).allTopicNames().get();
            return described.get(topic.name()).partitions().get(lane).leader().id();
        }
    }
}
