package io.taskledger.query.projection;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.AllProjections;
import io.taskledger.query.CommitChain;
import io.taskledger.query.RandomChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lanes of a poll are applied together, with the same result as each alone, and fail alone. */
class SeveralLanesTest {

    private static final Lanes LANES = new Lanes(3);
    private static final List<List<ConsumerRecord<byte[], byte[]>>> RECORDS = IntStream.range(0, LANES.count())
            .mapToObj(lane ->
                    LaneFixture.records(RandomChain.of(lane, 12, LANES, lane).commits()))
            .toList();

    private static final List<String> SENT = new CopyOnWriteArrayList<>();

    private static EmbeddedMongo server;
    private static MongoClient client;
    private static Map<String, List<String>> expected;
    private static int databases;

    @BeforeAll
    static void applyEachAlone() {
        server = EmbeddedMongo.start();
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(server.uri()))
                .addCommandListener(new Sent())
                .build());
        var database = fresh();
        var fixture = fixture(database);
        RECORDS.forEach(lane -> lane.forEach(one -> fixture.poll(List.of(one))));
        expected = LaneFixture.bytes(database);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void polls_with_any_lanes_give_the_same_bytes_as_each_lane_alone() {
        for (int seed = 0; seed < 5; seed++) {
            var database = fresh();
            consume(fixture(database), RECORDS, new Random(seed));
            assertThat(LaneFixture.bytes(database)).as("seed %s", seed).isEqualTo(expected);
        }
    }

    @Test
    void after_a_crash_at_any_write_other_polls_give_the_same_bytes() {
        var some = RECORDS.stream().map(lane -> lane.subList(0, 3)).toList();
        var applied = fresh();
        consume(fixture(applied), some, new Random(0));
        var whole = LaneFixture.bytes(applied);
        int crashes = 0;
        for (int writes = 0; ; writes++) {
            var database = fresh();
            try {
                consume(fixture(CrashingDatabase.after(writes, database)), some, new Random(7));
                break;
            } catch (MongoException e) {
                crashes++;
            }
            consume(fixture(database), some, new Random(writes));
            assertThat(LaneFixture.bytes(database))
                    .as("crash after %s writes", writes)
                    .isEqualTo(whole);
            database.drop();
        }
        assertThat(crashes).isGreaterThan(9);
    }

    @Test
    void two_nodes_that_both_believe_to_hold_all_lanes_give_the_same_bytes() throws Exception {
        for (int round = 0; round < 5; round++) {
            int seed = round;
            var database = fresh();
            var first = fixture(database);
            var second = fixture(database);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var one = threads.submit(() -> consume(first, RECORDS, new Random(seed)));
                var other = threads.submit(() -> consume(second, RECORDS, new Random(100 + seed)));
                one.get();
                other.get();
            }
            assertThat(LaneFixture.bytes(database)).isEqualTo(expected);
        }
    }

    @Test
    void a_poll_takes_one_read_and_one_write_of_each_collection_however_many_lanes_and_commits_it_has() {
        var lanes = new Lanes(16);
        var fixture = new LaneFixture(fresh(), AllProjections.get(), lanes);
        var chains = new ArrayList<List<ConsumerRecord<byte[], byte[]>>>();
        for (int lane = 0; lane < lanes.count(); lane++) {
            var chain = new CommitChain(lane);
            for (int i = 0; i < 8; i++) {
                chain.commit(owner(lanes, lane), task(UUID.randomUUID(), created("task " + i)));
            }
            chains.add(LaneFixture.records(chain.commits()));
        }
        fixture.poll(
                chains.stream().flatMap(lane -> lane.subList(0, 4).stream()).toList());
        SENT.clear();

        fixture.poll(
                chains.stream().flatMap(lane -> lane.subList(4, 8).stream()).toList());

        assertThat(SENT)
                .containsExactlyInAnyOrder(
                        "find tasks",
                        "find stats",
                        "insert task_history",
                        "update stats",
                        "update tasks",
                        "update checkpoints");
    }

    @Test
    void a_broken_record_halts_its_lane_after_the_commits_before_it_and_no_other_lane() {
        var fixture = fixture(fresh());
        var poll = new ArrayList<>(RECORDS.get(1).subList(0, 5));
        poll.addAll(RECORDS.get(0).subList(0, 3));
        poll.add(new ConsumerRecord<>("task-events", 0, 3, new byte[0], new byte[] {'?'}));
        poll.addAll(RECORDS.get(0).subList(3, 6));

        assertThatThrownBy(() -> fixture.poll(poll)).isInstanceOf(MongoException.class);

        assertThat(fixture.held.all().keySet()).containsExactlyInAnyOrder(1, 2);
        assertThat(fixture.consumer.paused()).containsExactly(LaneFixture.partition(0));
        assertThat(fixture.applied.lane(0).state().applied().position()).isEqualTo(2);
        assertThat(fixture.applied.lane(1).state().applied().position()).isEqualTo(4);
    }

    @Test
    void records_of_a_lane_that_was_given_back_after_the_poll_are_not_applied() {
        var fixture = fixture(fresh());
        fixture.held.release(0);
        var poll = new ArrayList<>(RECORDS.get(0));
        poll.addAll(RECORDS.get(1));

        fixture.poll(poll);

        assertThat(fixture.applied.lane(0).state().applied()).isEqualTo(Checkpoint.START);
        assertThat(fixture.applied.lane(1).state().applied().position()).isEqualTo(11);
    }

    /** Takes the next commits of some lanes, by chance, until all lanes are applied. */
    private static void consume(LaneFixture fixture, List<List<ConsumerRecord<byte[], byte[]>>> lanes, Random random) {
        while (true) {
            var poll = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            for (int lane = 0; lane < LANES.count(); lane++) {
                var records = lanes.get(lane);
                int from = (int) fixture.applied.lane(lane).state().applied().offset();
                poll.addAll(records.subList(from, Math.min(records.size(), from + random.nextInt(6))));
            }
            fixture.poll(poll);
            if (fixture.applied.all().stream()
                    .allMatch(lane -> lane.state().applied().offset()
                            == lanes.get(lane.lane()).size())) {
                return;
            }
        }
    }

    private static String owner(Lanes lanes, int lane) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "owner-" + i)
                .filter(name -> lanes.of(name) == lane)
                .findFirst()
                .orElseThrow();
    }

    private static LaneFixture fixture(MongoDatabase database) {
        return new LaneFixture(database, AllProjections.get(), LANES);
    }

    private static synchronized MongoDatabase fresh() {
        return client.getDatabase("several" + databases++);
    }

    /** The commands with their collections. Thread-safe. */
    private static final class Sent implements CommandListener {

        @Override
        public void commandStarted(CommandStartedEvent event) {
            var value = event.getCommand().get(event.getCommandName());
            SENT.add(event.getCommandName()
                    + (value.isString() ? " " + value.asString().getValue() : ""));
        }
    }
}
