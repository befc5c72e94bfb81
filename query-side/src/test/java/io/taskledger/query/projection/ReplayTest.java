package io.taskledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.RandomChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Applying twice, in other batches, after a crash anywhere, or by two nodes at once, equals applying once. */
class ReplayTest {

    private static final List<ConsumerRecord<byte[], byte[]>> RECORDS =
            LaneFixture.records(RandomChain.of(1, 60).commits());

    private static EmbeddedMongo server;
    private static MongoClient client;
    private static Map<String, List<String>> expected;

    @BeforeAll
    static void applyOnce() {
        server = EmbeddedMongo.start();
        client = MongoClients.create(server.uri());
        expected = applied(RECORDS, () -> 1);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void the_example_has_something_of_everything() {
        assertThat(expected)
                .allSatisfy((name, documents) -> assertThat(documents)
                        .as("%s: let RandomChain have commits that fill it", name)
                        .hasSizeGreaterThan(1));
    }

    @Test
    void a_replay_from_nothing_gives_the_same_bytes_whatever_the_batches() {
        for (int size : List.of(2, 7, 1_000)) {
            assertThat(applied(RECORDS, () -> size)).isEqualTo(expected);
        }
    }

    @Test
    void repeated_records_change_nothing() {
        var repeating = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var random = new Random(3);
        for (int next = 0; next < RECORDS.size(); next++) {
            for (int i = Math.max(0, next - random.nextInt(5)); i <= next; i++) {
                repeating.add(
                        LaneFixture.record(repeating.size(), RECORDS.get(i).value()));
            }
        }
        assertThat(withoutOffsets(applied(repeating, () -> 9))).isEqualTo(withoutOffsets(expected));
    }

    @Test
    void a_commit_before_which_kafka_has_lost_others_is_applied_when_they_have_come_again() {
        var torn = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        IntStream.concat(IntStream.concat(IntStream.range(0, 20), IntStream.range(30, 35)), IntStream.range(20, 60))
                .forEach(i ->
                        torn.add(LaneFixture.record(torn.size(), RECORDS.get(i).value())));
        for (int size : List.of(1, 7, 1_000)) {
            assertThat(withoutOffsets(applied(torn, () -> size))).isEqualTo(withoutOffsets(expected));
        }
    }

    @Test
    void after_a_crash_at_any_write_a_replay_in_other_batches_gives_the_same_bytes() {
        var some = RECORDS.subList(0, 25);
        var whole = applied(some, () -> 1);
        var random = new Random(5);
        int crashes = 0;
        for (int writes = 0; ; writes++) {
            var database = fresh();
            try {
                new LaneFixture(CrashingDatabase.after(writes, database)).consume(some, () -> 6);
                break;
            } catch (MongoException e) {
                crashes++;
            }
            new LaneFixture(database).consume(some, () -> 1 + random.nextInt(12));
            assertThat(LaneFixture.bytes(database))
                    .as("crash after %s writes", writes)
                    .isEqualTo(whole);
            database.drop();
        }
        assertThat(crashes).isGreaterThan(some.size());
    }

    @Test
    void a_batch_that_failed_can_be_repeated_without_a_restart() {
        var database = fresh();
        for (int writes : List.of(1, 20, 40)) {
            var fixture = new LaneFixture(CrashingDatabase.after(writes, database));
            assertThatThrownBy(() -> fixture.consume(RECORDS, () -> 60)).isInstanceOf(MongoException.class);
        }
        new LaneFixture(database).consume(RECORDS, () -> 60);
        assertThat(LaneFixture.bytes(database)).isEqualTo(expected);
    }

    @Test
    void two_nodes_that_both_believe_to_hold_a_lane_give_the_same_bytes() throws Exception {
        for (int round = 0; round < 10; round++) {
            var database = fresh();
            var first = new LaneFixture(database);
            var second = new LaneFixture(database);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var one = threads.submit(() -> first.consume(RECORDS, () -> 3));
                var other = threads.submit(() -> second.consume(RECORDS, () -> 5));
                one.get();
                other.get();
            }
            assertThat(LaneFixture.bytes(database)).isEqualTo(expected);
            database.drop();
        }
    }

    @Test
    void a_checkpoint_never_goes_back() {
        var database = fresh();
        var late = new LaneFixture(database);
        new LaneFixture(database).consume(RECORDS, () -> 60);
        late.poll(RECORDS.subList(0, 5));
        assertThat(new LaneFixture(database).state().applied().position()).isEqualTo(RECORDS.size() - 1);
    }

    private static Map<String, List<String>> applied(List<ConsumerRecord<byte[], byte[]>> records, IntSupplier sizes) {
        var database = fresh();
        new LaneFixture(database).consume(records, sizes);
        return LaneFixture.bytes(database);
    }

    /** A parked event contains the offset of its record, which differs in another topic. */
    private static Map<String, List<String>> withoutOffsets(Map<String, List<String>> all) {
        var some = new TreeMap<>(all);
        some.remove("parked");
        return some;
    }

    private static int databases;

    private static synchronized MongoDatabase fresh() {
        return client.getDatabase("replay" + databases++);
    }
}
