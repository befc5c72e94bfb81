package io.taskledger.query.projection;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static io.taskledger.query.CommitChain.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.CommitChain;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event that cannot be applied parks its task, in order, and nothing else. */
class ParkingTest {

    private final CommitChain chain = new CommitChain(0);
    private final UUID bad = UUID.randomUUID();
    private final UUID good = UUID.randomUUID();
    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase database;
    private LaneFixture lane;

    @BeforeEach
    void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
        database = client.getDatabase("parking");
        lane = new LaneFixture(database);
        chain.commit("alice", task(bad, created("bad")), task(good, created("good")));
        chain.commit("alice", unknown(bad), task(good, new TaskCompleted()));
        chain.commit("alice", task(bad, new TaskCompleted()));
        chain.commit("bob", task(bad, created("bob's own task of the same id")));
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void later_events_of_the_task_park_behind_it_and_all_others_are_applied() {
        lane.consume(records(), () -> 1);

        assertThat(version("alice", bad)).isEqualTo(1);
        assertThat(version("alice", good)).isEqualTo(2);
        assertThat(version("bob", bad)).isEqualTo(1);
        assertThat(parked()).extracting(document -> document.getBoolean("head")).containsExactly(true, false);
        assertThat(lane.state().applied().position()).isEqualTo(3);
    }

    @Test
    void what_is_parked_is_counted_and_shown_by_a_metric() {
        lane.consume(records(), () -> 4);

        assertThat(lane.meters.get("taskledger.parked").gauge().value()).isEqualTo(2);
    }

    @Test
    void the_reason_is_kept_and_repeating_the_records_parks_nothing_twice() {
        lane.consume(records(), () -> 2);
        var before = parked();
        lane.poll(records());

        assertThat(parked()).isEqualTo(before);
        assertThat(before.getFirst().getString("reason")).contains("TaskDreamtOf");
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return LaneFixture.records(chain.commits());
    }

    private long version(String owner, UUID task) {
        return database.getCollection("tasks")
                .find(Filters.eq(owner + "/" + task))
                .first()
                .getLong("version");
    }

    private List<Document> parked() {
        return database.getCollection("parked")
                .find()
                .sort(Sorts.ascending("position"))
                .into(new ArrayList<>());
    }
}
