package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.LAST_VERSION;
import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.append;
import static io.taskledger.command.ledger.Drafts.draft;
import static io.taskledger.command.ledger.Drafts.event;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.command.ledger.Appended.Conflicted;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.command.ledger.FaultyCollection.Fault;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.log.CommitLog.Inserted;
import io.taskledger.node.log.LedgerUnavailableException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UnknownOutcomesTest {

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    private final List<Runnable> inTheNetwork = new CopyOnWriteArrayList<>();
    private final AtomicInteger inserts = new AtomicInteger();
    private MongoCollection<Document> collection;
    private volatile Fault fault = Fault.NONE;

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

    @BeforeEach
    void newCollection() {
        collection = client.getDatabase("unknown").getCollection("commits-" + UUID.randomUUID());
        new CommitStore(collection).prepare();
    }

    private MongoLedger<Long> ledger(Runnable beforeEachInsert, Duration timeout) {
        var faulty = new FaultyCollection(() -> fault, beforeEachInsert, inTheNetwork::add);
        return new MongoLedger<>(
                new CommitStore(faulty.around(collection)),
                new Lanes(1),
                new LedgerSettings(256, 8 << 20, 4096, 100, 100, timeout),
                LAST_VERSION,
                commit -> {},
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void an_append_that_was_stored_unheard_is_not_refused_for_what_others_appended_behind_it() {
        var other = ledger(() -> {}, Duration.ofMinutes(1));
        var ledger = ledger(() -> appendBehind(other), Duration.ofMinutes(1));
        var known = ledger.state("alice", stream(1));
        fault = Fault.ACKNOWLEDGEMENT_LOST;

        var outcome = ledger.append(append("alice", stream(1), known, "key")).join();

        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(((Stored) outcome).commit().position()).isZero();
        assertThat(ledger.catchUp(0)).isEqualTo(1);
        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(2L);
    }

    /** Before the second attempt, another node changes the very stream that the first attempt stored. */
    private void appendBehind(MongoLedger<Long> other) {
        if (inserts.incrementAndGet() == 2) {
            fault = Fault.NONE;
            other.catchUp(0);
            assertThat(other.append(append("alice", stream(1), other.state("alice", stream(1))))
                            .join())
                    .isInstanceOf(Stored.class);
        }
    }

    @Test
    void an_insert_that_lands_after_its_place_was_taken_changes_nothing() {
        var ledger = lost("alice", 1);
        var next = stored(ledger, 2);

        inTheNetwork.forEach(Runnable::run);

        assertThat(next.position()).isZero();
        assertThat(new CommitStore(collection).log().read(0, 0, 10))
                .extracting(Commit::hash)
                .containsExactly(next.hash());
        assertThat(stored(ledger, 1).previous()).isEqualTo(next.hash());
    }

    @Test
    void an_insert_that_lands_while_its_place_is_free_is_followed_by_the_next() {
        var ledger = lost("alice", 1);
        var known = ledger.state("alice", stream(1));
        var other = ledger.state("alice", stream(2));

        inTheNetwork.forEach(Runnable::run);

        assertThat(ledger.append(append("alice", stream(1), known)).join()).isInstanceOf(Conflicted.class);
        var next = (Stored) ledger.append(append("alice", stream(2), other)).join();
        assertThat(next.commit().position()).isEqualTo(1);
        assertThat(next.commit().previous())
                .isEqualTo(new CommitStore(collection)
                        .log()
                        .read(0, 0, 1)
                        .getFirst()
                        .hash());
    }

    @Test
    void of_a_late_batch_nothing_lands_behind_a_place_that_was_taken() {
        var store = new CommitStore(collection);
        var winner = prepared().at(0, CommitHash.NONE);
        var first = prepared().at(0, CommitHash.NONE);
        var second = prepared().at(1, first.hash());
        store.log().insert(List.of(winner));

        assertThat(store.log().insert(List.of(first, second))).isEqualTo(new Inserted.TakenAt(0));
        assertThat(store.log().read(0, 0, 10)).extracting(Commit::hash).containsExactly(winner.hash());
    }

    @Test
    @Timeout(300) // the driver alone would wait for an hour
    void a_server_that_never_answers_is_given_up() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var unlucky = MongoClients.create(
                        "mongodb://127.0.0.1:" + silent.getLocalPort() + "/?serverSelectionTimeoutMS=3600000")) {
            var store =
                    new CommitStore(unlucky.getDatabase("unknown").getCollection("commits"), Duration.ofMillis(200));

            assertThatThrownBy(() -> store.log().last(0)).isInstanceOf(LedgerUnavailableException.class);
            assertThat(store.log().insert(List.of(prepared().at(0, CommitHash.NONE))))
                    .isInstanceOf(Inserted.Unknown.class);
        }
    }

    @Test
    void all_that_wait_are_told_when_the_store_stays_away() {
        fault = Fault.LOST_BEFORE_IT_ARRIVED;
        var ledger = ledger(() -> {}, Duration.ofMillis(300));
        var waiting = new ArrayList<CompletableFuture<Appended>>();
        for (int i = 0; i < 20; i++) {
            waiting.add(ledger.append(append("alice", stream(i), ledger.state("alice", stream(i)))));
        }

        assertThat(waiting)
                .allSatisfy(outcome -> assertThat(outcome)
                        .failsWithin(Duration.ofMinutes(2))
                        .withThrowableThat()
                        .withCauseInstanceOf(LedgerUnavailableException.class));
        assertThat(ledger.stats().waiting()).isZero();
    }

    /** A ledger that gave up an append that is still in flight. */
    private MongoLedger<Long> lost(String owner, int number) {
        var ledger = ledger(() -> {}, Duration.ofMillis(300));
        var known = ledger.state(owner, stream(number));
        fault = Fault.LANDS_LATER;
        assertThatThrownBy(() ->
                        ledger.append(append(owner, stream(number), known)).join())
                .hasCauseInstanceOf(LedgerUnavailableException.class);
        fault = Fault.NONE;
        return ledger;
    }

    private static Commit stored(MongoLedger<Long> ledger, int number) {
        var append = append("alice", stream(number), ledger.state("alice", stream(number)));
        return ((Stored) ledger.append(append).join()).commit();
    }

    private static PreparedCommit prepared() {
        return PreparedCommit.of(0, draft("alice", null, List.of(event(stream(1), 1, 2))));
    }
}
