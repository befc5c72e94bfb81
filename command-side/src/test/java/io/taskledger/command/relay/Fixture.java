package io.taskledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.command.ledger.CommitStore;
import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;

/** A broker, a database, a ledger of few lanes and a topic of their own. */
final class Fixture implements AutoCloseable {

    static final Lanes LANES = new Lanes(3);
    static final RelayProperties PROPERTIES = new RelayProperties(
            Duration.ofMillis(20),
            1_000,
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Trust.NONE,
            (short) -1,
            "taskledger-relay");
    private static final List<String> OWNERS = IntStream.range(0, LANES.count())
            .mapToObj(lane -> IntStream.iterate(0, i -> i + 1)
                    .mapToObj(i -> "owner-" + i)
                    .filter(owner -> LANES.of(owner) == lane)
                    .findFirst()
                    .orElseThrow())
            .toList();

    final EmbeddedKafka kafka;
    private final EmbeddedMongo mongo;
    private final MongoClient client;

    private Fixture(Path folder) {
        kafka = EmbeddedKafka.start(folder, 0);
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
    }

    static Fixture start(Path folder) {
        return new Fixture(folder);
    }

    EventTopic topic() {
        return topic("events-" + UUID.randomUUID());
    }

    EventTopic topic(String name) {
        return new EventTopic(kafka.bootstrapServers(), name, LANES);
    }

    MongoCollection<Document> collection() {
        return client.getDatabase("relay").getCollection("commits-" + UUID.randomUUID());
    }

    Ledger ledger() {
        return new Ledger(collection());
    }

    /** Appends in one thread, without the ledger's machinery. */
    static final class Ledger {

        final MongoCollection<Document> collection;
        final CommitStore store;
        private final Map<Integer, Commit> last = new HashMap<>();

        Ledger(MongoCollection<Document> collection) {
            this.collection = collection;
            store = new CommitStore(collection);
            store.prepare();
        }

        Commit append(int lane) {
            var before = last.get(lane);
            var commit = PreparedCommit.of(lane, draft(lane))
                    .at(before == null ? 0 : before.position() + 1, before == null ? CommitHash.NONE : before.hash());
            assertThat(store.insert(List.of(commit))).isInstanceOf(CommitStore.Inserted.All.class);
            last.put(lane, commit);
            return commit;
        }

        /** Round robin over all lanes. */
        List<Commit> appendAll(int count, Relay... told) {
            var commits = new ArrayList<Commit>();
            for (int i = 0; i < count; i++) {
                var commit = append(i % LANES.count());
                commits.add(commit);
                for (var relay : told) {
                    relay.offer(commit);
                }
            }
            return commits;
        }

        List<Commit> all(int lane) {
            return store.read(lane, 0, Integer.MAX_VALUE);
        }

        private static CommitDraft draft(int lane) {
            var owner = OWNERS.get(lane);
            var event = new RecordedEvent(
                    UUID.randomUUID(),
                    "Something",
                    1,
                    StreamId.task(UUID.randomUUID()),
                    1,
                    "{\"x\":\"ä\"}".getBytes(StandardCharsets.UTF_8));
            var cause = new Cause(owner, "correlation", "causation", null);
            return new CommitDraft(
                    UUID.randomUUID(), owner, Instant.parse("2026-11-23T10:00:00Z"), cause, null, List.of(event));
        }
    }

    /** One that nobody stored. */
    static Commit commit(long position) {
        return PreparedCommit.of(0, Ledger.draft(0)).at(position, CommitHash.NONE);
    }

    /** All records of a lane, in the order of the partition. */
    static List<ConsumerRecord<byte[], byte[]>> records(EventTopic topic, int lane) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = topic.reader()) {
            var partition = List.of(topic.partition(lane));
            consumer.assign(partition);
            long end = consumer.endOffsets(partition).get(topic.partition(lane));
            consumer.seekToBeginning(partition);
            while (consumer.position(topic.partition(lane)) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    static List<Long> positions(EventTopic topic, int lane) {
        return records(topic, lane).stream()
                .map(Records::read)
                .map(Commit::position)
                .toList();
    }

    /** What a reader takes that drops positions it has and skips those that come too early; the chain must hold. */
    static List<Commit> seen(EventTopic topic, int lane) {
        var seen = new ArrayList<Commit>();
        for (var record : records(topic, lane)) {
            var commit = Records.read(record);
            if (commit.position() == seen.size()) {
                assertThat(commit.previous())
                        .as("the chain at position %d", commit.position())
                        .isEqualTo(
                                seen.isEmpty()
                                        ? CommitHash.NONE
                                        : seen.getLast().hash());
                seen.add(commit);
            }
        }
        return seen;
    }

    /** Waits until every commit of the ledger is in the topic, in lane order, each once for such a consumer. */
    static void awaitRelayed(EventTopic topic, Ledger ledger) {
        for (int i = 0; i < LANES.count(); i++) {
            int lane = i;
            var expected = ledger.all(lane).stream().map(Commit::hash).toList();
            await().untilAsserted(() -> assertThat(
                            seen(topic, lane).stream().map(Commit::hash).toList())
                    .isEqualTo(expected));
        }
    }

    static void awaitLanes(Relay relay, int count) {
        await().until(() -> relay.lanesHeld().size() == count);
    }

    @Override
    public void close() {
        client.close();
        mongo.close();
        kafka.close();
    }
}
