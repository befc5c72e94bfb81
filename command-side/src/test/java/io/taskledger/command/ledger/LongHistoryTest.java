package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.LAST_VERSION;
import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.draft;
import static io.taskledger.command.ledger.Drafts.event;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.embedded.EmbeddedMongo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Histories larger than a reply of MongoDB, or than the memory of a node. */
class LongHistoryTest {

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private static MongoCollection<Document> collection;
    private static MongoLedger<Long> idle;

    /** 49 MB; a reply may have 48. They come behind the back of a ledger that was there before. */
    @BeforeAll
    static void fill() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
        collection = client.getDatabase("long").getCollection("commits");
        idle = ledger(collection);
        assertThat(idle.catchUp(0)).isEqualTo(-1);
        filled(client, 52, 950_000);
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void a_history_larger_than_a_reply_of_mongodb_may_be_is_read() {
        var ledger = ledger(collection);

        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(52L);
        var shown = new AtomicInteger();
        ledger.source("alice", Set.of(stream(1)), commit -> shown.incrementAndGet());
        assertThat(shown).hasValue(52);
    }

    @Test
    void what_was_appended_elsewhere_is_taken_in_though_it_is_larger_than_a_reply() {
        assertThat(idle.catchUp(0)).isEqualTo(51);
    }

    @Test
    @Tag("thorough")
    void ten_thousand_edits_of_a_task_are_read_with_64_mib_of_heap() throws Exception {
        try (var other = EmbeddedMongo.start();
                var filling = MongoClients.create(other.uri())) {
            filled(filling, 10_000, 10_000);
            var child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Reader.class.getName(),
                            other.uri())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(said).contains("version 10000");
        }
    }

    /** A node with little memory. */
    static final class Reader {

        public static void main(String[] arguments) {
            try (var client = MongoClients.create(arguments[0])) {
                var known = ledger(client.getDatabase("long").getCollection("commits"))
                        .state("alice", stream(1));
                System.out.println("version " + known.state());
            }
        }
    }

    private static MongoLedger<Long> ledger(MongoCollection<Document> collection) {
        return new MongoLedger<>(
                new CommitStore(collection),
                new Lanes(1),
                new LedgerSettings(256, 8 << 20, 4096, 100, 10_000, Duration.ofMinutes(2)),
                LAST_VERSION,
                commit -> {},
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** This many commits of one stream. */
    private static void filled(MongoClient client, int commits, int bytes) {
        var collection = client.getDatabase("long").getCollection("commits");
        var store = new CommitStore(collection);
        store.prepare();
        var hash = CommitHash.NONE;
        List<Commit> batch = new ArrayList<>();
        for (int i = 0; i < commits; i++) {
            var draft = draft("alice", null, List.of(event(stream(1), i + 1, bytes)));
            var commit = PreparedCommit.of(0, draft).at(i, hash);
            hash = commit.hash();
            batch.add(commit);
            if (batch.size() * (long) bytes > 4 << 20) {
                store.log().insert(batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            store.log().insert(batch);
        }
    }
}
