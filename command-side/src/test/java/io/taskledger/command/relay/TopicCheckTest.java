package io.taskledger.command.relay;

import static io.taskledger.command.relay.Fixture.LANES;
import static io.taskledger.command.relay.Fixture.PROPERTIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.SettingException;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicCheckTest {

    private final Fixture fixture = Fixture.fragile();
    private final Fixture.Ledger ledger = fixture.ledger();
    private final EventTopic topic = fixture.topic();

    private long check(Fixture.Ledger against, Trust trust) {
        return new TopicCheck(topic, trusting(trust), against.log).run();
    }

    private static RelayProperties trusting(Trust trust) {
        return new RelayProperties(
                PROPERTIES.poll(),
                PROPERTIES.backlog(),
                PROPERTIES.sessionTimeout(),
                PROPERTIES.drain(),
                trust,
                PROPERTIES.replicationFactor(),
                PROPERTIES.group());
    }

    private void relay(Fixture.Ledger from) {
        check(from, Trust.NONE);
        try (var relay = new Relay(topic, PROPERTIES, from.log)) {
            relay.start();
            Fixture.awaitRelayed(topic, from);
        }
    }

    private void make(int partitions, Map<String, String> config) throws Exception {
        try (var admin = Admin.create(KafkaClients.promptClient(topic))) {
            admin.createTopics(List.of(new NewTopic(topic.name(), partitions, (short) 1).configs(config)))
                    .all()
                    .get();
        }
    }

    @Test
    void an_absent_topic_is_made_and_then_accepted() {
        assertThat(check(ledger, Trust.NONE)).isZero();
        assertThat(check(ledger, Trust.NONE)).isZero();
    }

    @Test
    void another_number_of_partitions_is_refused() throws Exception {
        make(LANES.count() + 1, Map.of());

        assertThatThrownBy(() -> check(ledger, Trust.NONE))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(
                        "taskledger.lanes is 3, but the topic " + topic.name() + " has 4 partitions: set");
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, compact, delete",
        "retention.ms, 604800000, -1",
        "retention.bytes, 1000000, -1",
        "max.message.bytes, 1048588, 4194304"
    })
    void a_topic_that_does_not_keep_everything_is_refused(String name, String value, String wanted) throws Exception {
        var config = new HashMap<>(Map.of(
                "cleanup.policy", "delete",
                "retention.ms", "-1",
                "retention.bytes", "-1",
                "max.message.bytes", "4194304"));
        config.put(name, value);
        make(LANES.count(), config);

        assertThatThrownBy(() -> check(ledger, Trust.NONE))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("taskledger.kafka.topic names the topic " + topic.name() + ", whose " + name
                        + " is " + value + ": set it to " + wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "3, min.insync.replicas, 1, 2",
        "4, min.insync.replicas, 1, 2",
        "3, unclean.leader.election.enable, true, false",
        "2, unclean.leader.election.enable, true, false"
    })
    void a_topic_with_replicas_that_loses_what_it_acknowledged_is_refused(
            int replicas, String name, String value, String wanted) {
        assertThatThrownBy(() -> TopicSetup.require(topic, config(name, value), replicas))
                .isInstanceOf(SettingException.class)
                .hasMessage("taskledger.kafka.topic names the topic " + topic.name() + ", whose " + name + " is "
                        + value
                        + ": set it to " + wanted + " (kafka-configs.sh --bootstrap-server " + topic.bootstrapServers()
                        + " --alter --topic " + topic.name() + " --add-config " + name + "=" + wanted + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "1, min.insync.replicas, 1",
        "1, unclean.leader.election.enable, true",
        "2, min.insync.replicas, 1",
        "3, min.insync.replicas, 2",
        "3, min.insync.replicas, 3"
    })
    void a_topic_that_is_as_safe_as_its_replicas_allow_is_accepted(int replicas, String name, String value) {
        assertThatCode(() -> TopicSetup.require(topic, config(name, value), replicas))
                .doesNotThrowAnyException();
    }

    /** Correct settings for three replicas, except for one value. */
    private static Config config(String name, String value) {
        var all = new HashMap<>(Map.of(
                "cleanup.policy", "delete",
                "retention.ms", "-1",
                "retention.bytes", "-1",
                "max.message.bytes", "4194304",
                "min.insync.replicas", "2",
                "unclean.leader.election.enable", "false"));
        all.put(name, value);
        return new Config(all.entrySet().stream()
                .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                .toList());
    }

    @Test
    void a_ledger_that_lacks_commits_of_the_topic_is_refused_until_told_which_is_right() {
        ledger.appendAll(30);
        relay(ledger);
        var emptied = fixture.ledger();

        assertThatThrownBy(() -> check(emptied, Trust.NONE))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("taskledger.relay.trust is none, but the topic " + topic.name()
                        + " goes on to position 9 in lane 0, past the end of the ledger: set it to topic");
        assertThatThrownBy(() -> check(emptied, Trust.LEDGER))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("name a new topic in taskledger.kafka.topic");
        assertThat(check(emptied, Trust.TOPIC)).isEqualTo(30);
        assertThat(check(emptied, Trust.NONE)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"NONE", "TOPIC", "LEDGER"})
    void a_foreign_topic_is_refused_whatever_is_told(Trust trust) {
        ledger.appendAll(30);
        relay(ledger);
        var foreign = fixture.ledger();
        foreign.appendAll(60);

        assertThatThrownBy(() -> check(foreign, trust))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("taskledger.kafka.topic names a topic that belongs to another ledger");
    }

    @Test
    void a_shorter_foreign_ledger_is_not_continued_from_the_topic() {
        ledger.appendAll(30);
        relay(ledger);
        var foreign = fixture.ledger();
        foreign.appendAll(9);

        assertThatThrownBy(() -> check(foreign, Trust.TOPIC))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("taskledger.kafka.topic names a topic that belongs to another ledger");
        assertThat(foreign.all(0)).hasSize(3);
    }

    @Test
    void a_topic_behind_the_ledger_is_filled_by_the_relay() {
        ledger.appendAll(30);
        relay(ledger);
        ledger.appendAll(30);

        assertThat(check(ledger, Trust.NONE)).isZero();
    }

    @Test
    void a_broker_that_does_not_answer_is_named() {
        var nowhere = new EventTopic("127.0.0.1:1", "events-" + UUID.randomUUID(), LANES);

        assertThatThrownBy(() -> new TopicCheck(nowhere, PROPERTIES, ledger.log).run())
                .isInstanceOf(RelayUnavailableException.class)
                .hasMessageStartingWith("taskledger.kafka.bootstrap-servers is 127.0.0.1:1, which does not serve");
    }

    @Test
    void a_ledger_that_is_restored_from_the_topic_waits_for_kafka() throws Exception {
        ledger.appendAll(30);
        relay(ledger);
        var emptied = fixture.ledger();
        fixture.kafka.stop();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = threads.submit(() -> Relay.of(topic, trusting(Trust.TOPIC), emptied.log, null));
            assertThatThrownBy(() -> start.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            fixture.kafka.start();

            start.get(120, TimeUnit.SECONDS).close();
        } finally {
            fixture.kafka.start();
        }
        assertThat(emptied.all(0)).hasSize(10);
    }

    @Test
    void a_foreign_topic_that_is_met_late_stops_only_the_relaying() {
        ledger.appendAll(30);
        relay(ledger);
        var foreign = fixture.ledger();
        foreign.appendAll(60);
        fixture.kafka.stop();
        try (var relay = Relay.of(topic, PROPERTIES, foreign.log, null)) {
            relay.start();
            fixture.kafka.start();

            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(relay.obstacle())
                            .startsWith("taskledger.kafka.topic names a topic that belongs to another ledger"));
            assertThat(relay.takesPart()).isFalse();
        } finally {
            fixture.kafka.start();
        }
        assertThat(Fixture.positions(topic, 0)).hasSize(10);
    }

    @Test
    void settings_that_cannot_work_are_refused_with_the_property_and_the_fix() {
        assertThatThrownBy(() -> new RelayProperties(
                        Duration.ZERO, 1, Duration.ofSeconds(6), Duration.ofSeconds(1), Trust.NONE, (short) 1, "relay"))
                .hasMessage("taskledger.relay.poll must be a positive duration such as 200ms, not PT0S");
        assertThatThrownBy(() -> new EventTopic("", "task-events", new Lanes(16)))
                .hasMessageStartingWith("taskledger.kafka.bootstrap-servers is empty");
        assertThatThrownBy(() -> new EventTopic("localhost:9092", "task events", new Lanes(16)))
                .hasMessageStartingWith("taskledger.kafka.topic must be");
    }
}
