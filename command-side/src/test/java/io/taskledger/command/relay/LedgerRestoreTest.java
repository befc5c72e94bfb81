package io.taskledger.command.relay;

import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Sorts.ascending;
import static io.taskledger.command.relay.Fixture.LANES;
import static io.taskledger.command.relay.Fixture.PROPERTIES;
import static io.taskledger.command.relay.Fixture.awaitRelayed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.CommitId;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.log.BrokenLaneException;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerRestoreTest {

    private final Fixture fixture = Fixture.steady();
    private final Fixture.Ledger ledger = fixture.ledger();
    private final EventTopic topic = fixture.topic();

    @BeforeEach
    void make_the_topic() {
        new TopicCheck(topic, PROPERTIES, ledger.log).run();
    }

    private static List<Document> documents(MongoCollection<Document> collection) {
        return collection.find().sort(ascending("_id")).into(new ArrayList<>());
    }

    @Test
    void an_empty_ledger_becomes_what_it_was() {
        ledger.appendAll(900);
        relay();
        var restored = fixture.ledger();

        assertThat(new LedgerRestore(topic, restored.log).run()).isEqualTo(900);

        assertThat(documents(restored.collection)).isEqualTo(documents(ledger.collection));
    }

    @Test
    void only_what_is_missing_is_restored() {
        ledger.appendAll(90);
        relay();
        var whole = documents(ledger.collection);
        ledger.collection.deleteMany(gte("_id", CommitId.of(LANES.count() - 1, 10)));

        assertThat(new LedgerRestore(topic, ledger.log).run()).isEqualTo(20);

        assertThat(documents(ledger.collection)).isEqualTo(whole);
        assertThat(new LedgerRestore(topic, ledger.log).run()).isZero();
    }

    @Test
    void commits_that_the_topic_holds_twice_are_restored_once() {
        ledger.appendAll(90);
        send(ledger.all(0).subList(0, 20));
        send(ledger.all(0).subList(5, 20));
        relay();
        var restored = fixture.ledger();

        assertThat(new LedgerRestore(topic, restored.log).run()).isEqualTo(90);

        assertThat(documents(restored.collection)).isEqualTo(documents(ledger.collection));
    }

    @Test
    void a_commit_that_does_not_continue_the_chain_is_not_restored() {
        ledger.appendAll(9);
        var next = ledger.all(0).getLast();
        send(ledger.all(0));
        send(List.of(PreparedCommit.of(0, next.content()).at(3, CommitHash.NONE)));
        var restored = fixture.ledger();

        assertThatThrownBy(() -> new LedgerRestore(topic, restored.log).run())
                .isInstanceOf(BrokenLaneException.class)
                .hasMessageContaining("does not continue the ledger at position 3 of lane 0");
    }

    private void relay() {
        try (var relay = new Relay(topic, PROPERTIES, ledger.log)) {
            relay.start();
            awaitRelayed(topic, ledger);
        }
    }

    private void send(List<Commit> commits) {
        try (var producer = RelayClients.producer(topic)) {
            for (var commit : commits) {
                var _ = producer.send(Records.write(topic.name(), commit));
            }
        }
    }
}
