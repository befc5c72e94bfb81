package io.taskledger.query.generation;

import static io.taskledger.query.fold.Edits.EDITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.AllProjections;
import io.taskledger.query.RandomChain;
import io.taskledger.query.fold.Edits;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.projection.CrashingDatabase;
import io.taskledger.query.projection.LaneFixture;
import io.taskledger.query.store.ReadModels;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A generation that is built beside another one has the same bytes as one that is derived from the first commit. */
class BuildTest {

    private static final Projections OLD = AllProjections.get();
    private static final Projections NEW = GenerationsTest.with(EDITS);
    private static final Projections CHANGED = GenerationsTest.with(new Edits(2));
    private static final List<ConsumerRecord<byte[], byte[]>> RECORDS =
            LaneFixture.records(RandomChain.of(6, 30).commits());

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    private final MongoDatabase database = fresh();

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void it_is_built_while_commits_arrive_and_serves_when_it_has_caught_up() {
        var before = new Node(database, OLD);
        assertThat(before.serves("tasks")).isTrue();
        before.consume(20);

        var after = new Node(database, NEW);
        assertThat(after.serves("profiles")).isTrue();
        after.look(20);
        after.consume(19);
        before.consume(25);
        after.look(25);
        after.look(25);
        assertThat(after.serves("tasks")).isFalse();

        after.consume(25);
        before.consume(30);
        after.look(30);
        assertThat(after.serves("tasks"))
                .as("it has what the topic had a look ago")
                .isTrue();
        after.consume(30);

        assertThat(after.content("tasks")).isEqualTo(fromScratch(NEW, "tasks", 30));
        assertThat(after.content("profiles")).isEqualTo(fromScratch(NEW, "profiles", 30));
        assertThat(before.content("tasks")).isEqualTo(fromScratch(OLD, "tasks", 30));
        assertThat(after.content("tasks").get("edits")).isNotEmpty();
    }

    @Test
    void a_changed_version_is_derived_anew_and_the_one_before_it_stays_as_it_is() {
        new Node(database, NEW).consume(15);
        var changed = new Node(database, CHANGED);
        changed.consume(30);
        changed.look(30);
        changed.look(30);

        assertThat(changed.serves("tasks")).isTrue();
        assertThat(changed.content("tasks")).isEqualTo(fromScratch(CHANGED, "tasks", 30));
        assertThat(changed.content("tasks").get("edits"))
                .isNotEqualTo(fromScratch(NEW, "tasks", 30).get("edits"));
        assertThat(new Node(database, NEW).content("tasks")).isEqualTo(fromScratch(NEW, "tasks", 15));
    }

    @Test
    void the_version_before_finds_its_generation_and_serves_it_when_it_is_no_longer_behind() {
        new Node(database, OLD).consume(10);
        var after = new Node(database, NEW);
        after.consume(30);
        after.look(30);
        after.look(30);
        assertThat(after.serves("tasks")).isTrue();

        var again = new Node(database, OLD);
        assertThat(again.serves("tasks")).isFalse();
        again.consume(29);
        again.look(31); // more has come since: that is no reason to wait
        assertThat(again.serves("tasks")).isFalse();
        again.consume(30);
        again.look(31);
        assertThat(again.serves("tasks")).isTrue();
        assertThat(again.content("tasks")).isEqualTo(fromScratch(OLD, "tasks", 30));
        assertThat(new Node(database, NEW).serves("tasks")).isTrue();
    }

    @Test
    void after_a_crash_at_any_write_of_the_build_or_the_switch_it_has_the_same_bytes() {
        int commits = 5;
        var expected = fromScratch(NEW, "tasks", commits);
        var old = fromScratch(OLD, "tasks", commits);
        boolean crashed = true;
        int crashes = -1;
        while (crashed) {
            crashes++;
            var crashing = fresh();
            new Node(crashing, OLD).consume(commits);
            crashed = crashes(CrashingDatabase.after(crashes, crashing), commits);
            var node = build(crashing, commits);
            assertThat(node.content("tasks"))
                    .as("crash after %s writes", crashes)
                    .isEqualTo(expected);
            assertThat(node.content("profiles")).isEqualTo(fromScratch(NEW, "profiles", commits));
            assertThat(new Node(crashing, OLD).content("tasks")).isEqualTo(old);
            assertThat(crashing.getCollection("generations").find().into(new ArrayList<>()))
                    .as("crash after %s writes", crashes)
                    .extracting(document -> document.getString("_id"), document -> document.getBoolean("complete"))
                    .containsExactlyInAnyOrder(
                            tuple("tasks/0", true), tuple("profiles/0", true), tuple("tasks/1", true));
            crashing.drop();
        }
        assertThat(crashes).isGreaterThan(commits);
    }

    private static boolean crashes(MongoDatabase crashing, int commits) {
        try {
            build(crashing, commits);
            return false;
        } catch (MongoException e) {
            return true;
        }
    }

    /** Registers, builds and serves, in batches of another size than before. */
    private static Node build(MongoDatabase database, int commits) {
        var node = new Node(database, NEW);
        node.consume(commits);
        node.look(commits);
        node.look(commits);
        assertThat(node.serves("tasks")).isTrue();
        return node;
    }

    private static Map<String, List<String>> fromScratch(Projections projections, String group, int commits) {
        var node = new Node(fresh(), projections);
        node.consume(commits);
        return node.content(group);
    }

    private static MongoDatabase fresh() {
        return client.getDatabase("build" + UUID.randomUUID());
    }

    /** A node of some version that fills each of its generations separately, one poll at a time. */
    private static final class Node {

        private final Projections projections;
        private final Generations generations;
        private final ReadModels readModels;
        private final List<OwnGeneration> own;

        private Node(MongoDatabase database, Projections projections) {
            this.projections = projections;
            this.generations = new Generations(new ReadModels(database), projections);
            this.own = OwnGeneration.all(generations, new Lanes(1));
            this.readModels = new ReadModels(database)
                    .with(own.stream().map(OwnGeneration::generation).toList());
        }

        /** Applies what it lacks of the first commits. */
        private void consume(int commits) {
            for (var group : projections.groups()) {
                new LaneFixture(readModels, projections.only(Set.of(group)))
                        .consume(RECORDS.subList(0, commits), () -> 4);
            }
        }

        private void look(long end) {
            own.forEach(each -> each.look(Map.of(0, end), generations));
        }

        private boolean serves(String group) {
            return own.stream().anyMatch(each -> each.group().equals(group) && each.isCaughtUp());
        }

        /** The documents of the group's collections and its parked events, byte by byte. */
        private Map<String, List<String>> content(String group) {
            var content = new TreeMap<String, List<String>>();
            projections
                    .only(Set.of(group))
                    .foldOrder()
                    .forEach(each -> content.put(each.collection(), bytes(readModels.of(each), new Document())));
            var streams = new Document("stream", Pattern.compile("^" + group.replaceFirst("s$", "")));
            content.put("parked", bytes(readModels.parked(group), streams));
            return content;
        }

        private static List<String> bytes(MongoCollection<Document> collection, Document filter) {
            var all = new ArrayList<String>();
            collection
                    .withDocumentClass(RawBsonDocument.class)
                    .find(filter)
                    .sort(new Document("_id", 1))
                    .forEach(raw -> {
                        var buffer = raw.getByteBuffer();
                        var bytes = new byte[buffer.remaining()];
                        buffer.get(bytes);
                        all.add(raw.get("_id") + " " + HexFormat.of().formatHex(bytes));
                    });
            return all;
        }
    }
}
