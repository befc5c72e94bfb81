package io.taskledger.query.projection;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static io.taskledger.query.fold.Edits.EDITS;
import static io.taskledger.query.fold.Milestones.MILESTONES;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskReopened;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.AllProjections;
import io.taskledger.query.CommitChain;
import io.taskledger.query.RandomChain;
import io.taskledger.query.fold.Projection;
import io.taskledger.query.fold.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A projection takes one class and one line; the rest of the query side does not know it by name. */
class NewProjectionTest {

    private final Projections projections = registered(EDITS, MILESTONES);
    private final Writes writes = new Writes();
    private final UUID id = UUID.randomUUID();
    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo.uri()))
                .addCommandListener(writes)
                .build());
        database = client.getDatabase("new");
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    private static Projections registered(Projection... added) {
        var all = new ArrayList<>(AllProjections.get().foldOrder());
        all.addAll(List.of(added));
        return new Projections(all);
    }

    @Test
    void it_is_filled_from_the_commits() {
        var chain = threeEdits();
        new LaneFixture(database, projections).consume(LaneFixture.records(chain.commits()), () -> 2);

        var edits = database.getCollection("edits").find(Filters.eq("alice")).first();
        assertThat(edits)
                .isEqualTo(new Document("_id", "alice").append("position", 3L).append("edits", 3L));
        assertThat(database.getCollection("milestones").find().into(new ArrayList<>()))
                .extracting(document -> document.getLong("edits"))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void it_is_written_before_what_it_is_derived_from_and_everything_before_the_checkpoint() {
        new LaneFixture(database, projections)
                .consume(LaneFixture.records(threeEdits().commits()), () -> 4);

        assertThat(writes.collections)
                .containsSubsequence("milestones", "edits", "tasks", "checkpoints")
                .containsSubsequence("task_history", "tasks")
                .containsSubsequence("stats", "tasks")
                .containsSubsequence("completions", "tasks")
                .doesNotHaveDuplicates();
    }

    @Test
    void what_no_change_affects_is_neither_read_nor_written() {
        var chain = new CommitChain(0);
        chain.commit("alice", task(id, created("a task")));
        new LaneFixture(database, projections).consume(LaneFixture.records(chain.commits()), () -> 1);

        assertThat(writes.read).contains("tasks", "stats").doesNotContain("edits", "completions", "profiles");
        assertThat(writes.collections).containsExactly("stats", "task_history", "tasks", "checkpoints");
    }

    @Test
    void after_a_crash_at_any_write_it_has_the_same_bytes() {
        var records = LaneFixture.records(RandomChain.of(2, 8).commits());
        new LaneFixture(database, projections).consume(records, () -> 1);
        var expected = LaneFixture.bytes(database, projections);
        assertThat(expected).containsKeys("edits", "milestones");

        boolean crashed = true;
        for (int after = 0; crashed; after++) {
            var crashing = client.getDatabase("crash" + after);
            crashed = crashes(after, crashing, records);
            new LaneFixture(crashing, projections).consume(records, () -> 3);
            assertThat(LaneFixture.bytes(crashing, projections))
                    .as("crash after %s writes", after)
                    .isEqualTo(expected);
            crashing.drop();
        }
    }

    private boolean crashes(int writes, MongoDatabase crashing, List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            new LaneFixture(CrashingDatabase.after(writes, crashing), projections).consume(records, () -> 5);
            return false;
        } catch (MongoException e) {
            return true;
        }
    }

    private CommitChain threeEdits() {
        var chain = new CommitChain(0);
        chain.commit("alice", task(id, created("a task")));
        chain.commit("alice", task(id, new TaskCompleted()));
        chain.commit("alice", task(id, new TaskReopened()));
        chain.commit("alice", task(id, new TaskCompleted()));
        return chain;
    }

    /** The collections that were written and read, in order. Thread-safe. */
    private static final class Writes implements CommandListener {

        private final List<String> collections = new CopyOnWriteArrayList<>();
        private final List<String> read = new CopyOnWriteArrayList<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            var name = event.getCommandName();
            if (Set.of("insert", "update").contains(name)) {
                collections.add(event.getCommand().getString(name).getValue());
            } else if (name.equals("find")) {
                read.add(event.getCommand().getString(name).getValue());
            }
        }
    }
}
