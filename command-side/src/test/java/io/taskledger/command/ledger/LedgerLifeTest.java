package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.LAST_VERSION;
import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.append;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.EmbeddedMongo;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The cost of a command, the effect of a failing fold or feed, and the end of a ledger. */
class LedgerLifeTest {

    private static final List<String> COMMANDS = new CopyOnWriteArrayList<>();
    private static EmbeddedMongo mongo;
    private static MongoClient client;

    private final AtomicBoolean broken = new AtomicBoolean();
    private MongoCollection<Document> collection;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo.uri()))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        COMMANDS.add(event.getCommandName());
                    }
                })
                .build());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @BeforeEach
    void newCollection() {
        collection = client.getDatabase("life").getCollection("commits-" + UUID.randomUUID());
        new CommitStore(collection).prepare();
    }

    private MongoLedger<Long> ledger(Fold<Long> fold, Consumer<Commit> feed) {
        return new MongoLedger<>(
                new CommitStore(collection),
                new Lanes(1),
                LedgerSettings.DEFAULT,
                fold,
                feed,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void a_warm_command_costs_one_round_trip() {
        var ledger = ledger(LAST_VERSION, commit -> {});
        store(ledger, 1);
        COMMANDS.clear();

        store(ledger, 1);

        assertThat(COMMANDS).containsExactly("update");
    }

    @Test
    void a_cold_command_costs_two_round_trips() {
        store(ledger(LAST_VERSION, commit -> {}), 1);
        var ledger = ledger(LAST_VERSION, commit -> {});
        ledger.catchUp(0);
        COMMANDS.clear();

        store(ledger, 1);

        assertThat(COMMANDS).containsExactly("find", "update");
    }

    @Test
    void a_fold_that_throws_leaves_the_commit_stored_and_the_state_to_be_read_anew() {
        for (var failure : List.of(new IllegalStateException("fold"), new StackOverflowError())) {
            var ledger = ledger((state, commit, event) -> fold(event.streamVersion(), failure), commit -> {});
            store(ledger, 1);
            var known = ledger.state("alice", stream(1));
            broken.set(true);

            assertThat(ledger.append(append("alice", stream(1), known)).join()).isInstanceOf(Stored.class);
            assertThatThrownBy(() -> ledger.state("alice", stream(1))).isSameAs(failure);
            broken.set(false);

            assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(known.state() + 1);
        }
    }

    private long fold(long version, Throwable failure) {
        if (broken.get()) {
            LedgerLifeTest.<RuntimeException>sneak(failure);
        }
        return version;
    }

    @SuppressWarnings("unchecked") // an Error or a RuntimeException
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void a_feed_that_throws_does_not_fail_the_append() {
        var ledger = ledger(LAST_VERSION, commit -> {
            throw new IllegalStateException("feed");
        });

        store(ledger, 1);
        store(ledger, 1);

        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(2L);
    }

    @RepeatedTest(20)
    void whatever_races_with_the_end_is_answered() {
        var ledger = ledger(LAST_VERSION, commit -> {});
        var outcomes = new ConcurrentLinkedQueue<CompletableFuture<Appended>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                var stream = stream(i);
                threads.execute(() -> {
                    for (int n = 0; n < 20; n++) {
                        outcomes.add(ledger.append(append("alice", stream, ledger.state("alice", stream))));
                    }
                });
            }
            threads.execute(ledger::close);
        }

        assertThat(CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                        .exceptionally(failure -> null))
                .succeedsWithin(Duration.ofMinutes(2));
        long stored = outcomes.stream()
                .filter(outcome -> !outcome.isCompletedExceptionally() && outcome.join() instanceof Stored)
                .count();
        assertThat(new CommitStore(collection).log().read(0, 0, 1_000)).hasSize((int) stored);
        assertThat(ledger.stats().waiting()).isZero();
    }

    private static void store(MongoLedger<Long> ledger, int number) {
        var append = append("alice", stream(number), ledger.state("alice", stream(number)));
        assertThat(ledger.append(append).join()).isInstanceOf(Stored.class);
    }
}
