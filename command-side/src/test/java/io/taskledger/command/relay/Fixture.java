package io.taskledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.taskledger.command.SharedServers;
import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.log.CommitCollection;
import io.taskledger.node.log.CommitLog;
import io.taskledger.node.log.MongoCommitLog;
import java.nio.charset.StandardCharsets;
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

/** Ledgers of few lanes, and topics that no other test uses, on shared servers. */
final class Fixture {

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

    /** The number of commits that a test's ledger stores at once, like a ledger under load. */
    private static final int GROUP = 30;

    final EmbeddedKafka kafka;

    private Fixture(EmbeddedKafka kafka) {
        this.kafka = kafka;
    }

    /** On a broker that is never stopped. */
    static Fixture steady() {
        return new Fixture(SharedServers.kafka());
    }

    /** On a broker that a test may stop; it is running now. */
    static Fixture fragile() {
        return new Fixture(SharedServers.fragileKafka());
    }

    EventTopic topic() {
        return topic("events-" + UUID.randomUUID());
    }

    EventTopic topic(String name) {
        return new EventTopic(kafka.bootstrapServers(), name, LANES);
    }

    MongoCollection<Document> collection() {
        return SharedServers.mongoClient().getDatabase("relay").getCollection("commits-" + UUID.randomUUID());
    }

    Ledger ledger() {
        return new Ledger(collection());
    }

    /** Appends in one thread, without the ledger's machinery. */
    static final class Ledger {

        final MongoCollection<Document> collection;
        final CommitLog log;
        private final Map<Integer, Commit> last = new HashMap<>();

        Ledger(MongoCollection<Document> collection) {
            this.collection = collection;
            log = new MongoCommitLog(new CommitCollection(collection));
        }

        Commit append(int lane) {
            var commit = next(lane);
            insert(List.of(commit));
            return commit;
        }

        /** Round robin over all lanes. */
        List<Commit> appendAll(int count, Relay... told) {
            var commits = new ArrayList<Commit>();
            while (commits.size() < count) {
                var group = IntStream.range(commits.size(), Math.min(count, commits.size() + GROUP))
                        .mapToObj(i -> next(i % LANES.count()))
                        .toList();
                insert(group);
                for (var commit : group) {
                    for (var relay : told) {
                        relay.offer(commit);
                    }
                }
                commits.addAll(group);
            }
            return commits;
        }

        private Commit next(int lane) {
            var before = last.get(lane);
            var commit = PreparedCommit.of(lane, draft(lane))
                    .at(before == null ? 0 : before.position() + 1, before == null ? CommitHash.NONE : before.hash());
            last.put(lane, commit);
            return commit;
        }

        private void insert(List<Commit> commits) {
            assertThat(log.insert(commits)).isInstanceOf(CommitLog.Inserted.All.class);
        }

        List<Commit> all(int lane) {
            return log.read(lane, 0, Integer.MAX_VALUE);
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

    /** A commit that is not stored. */
    static Commit commit(long position) {
        return PreparedCommit.of(0, Ledger.draft(0)).at(position, CommitHash.NONE);
    }

    /** All records of a lane, in the order of the partition. */
    static List<ConsumerRecord<byte[], byte[]>> records(EventTopic topic, int lane) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = RelayClients.reader(topic)) {
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

    /**
     * Waits until every commit of the ledger is in the topic, in lane order, each once for a consumer that drops
     * repeated positions.
     */
    static void awaitRelayed(EventTopic topic, Ledger ledger) {
        var expected = IntStream.range(0, LANES.count())
                .mapToObj(lane -> ledger.all(lane).stream().map(Commit::hash).toList())
                .toList();
        try (var reader = new ChainReader(topic)) {
            await().pollDelay(Duration.ZERO)
                    .untilAsserted(() -> assertThat(reader.read()).isEqualTo(expected));
        }
    }

    static void awaitLanes(Relay relay, int count) {
        await().until(() -> relay.lanesHeld().size() == count);
    }
}
