package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.LAST_VERSION;
import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.append;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.command.ledger.FaultyCollection.Fault;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitCodec;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.Document;

/** Many writers, on several ledgers over one database, on few lanes, with all kinds of failing inserts. */
class RacingLedgersTest {

    private static final Lanes LANES = new Lanes(2);
    private static final List<String> OWNERS = List.of("alice", "bob", "carol");
    private static final int LEDGERS = 3;
    private static final int WRITERS = 12;
    private static final int APPENDS = 20;

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    @BeforeContainer
    static void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
    }

    @AfterContainer
    static void stop() {
        client.close();
        mongo.close();
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void lanes_stay_whole_and_every_acknowledged_append_is_there_once(@ForAll Random random) {
        var run = new Run(random);

        run.race();

        for (int lane = 0; lane < LANES.count(); lane++) {
            run.checkLane(lane);
        }
        run.checkOutcomes();
    }

    private static final class Run {

        private final MongoCollection<Document> collection;
        private final Random random;
        private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
        private final Set<UUID> refused = ConcurrentHashMap.newKeySet();
        private final List<Commit> commits = new ArrayList<>();
        private final ExecutorService late = Executors.newVirtualThreadPerTaskExecutor();

        Run(Random random) {
            this.random = new Random(random.nextLong());
            collection = client.getDatabase("race").getCollection("commits-" + UUID.randomUUID());
        }

        void race() {
            new CommitStore(collection).prepare();
            var ledgers = new ArrayList<MongoLedger<Long>>();
            for (int i = 0; i < LEDGERS; i++) {
                ledgers.add(ledger());
            }
            var writers = new ArrayList<Future<?>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < WRITERS; i++) {
                    var ledger = ledgers.get(i % LEDGERS);
                    long seed = random.nextLong();
                    writers.add(threads.submit(() -> write(ledger, new Random(seed))));
                }
            }
            assertThat(writers).allSatisfy(writer -> assertThat(writer).succeedsWithin(Duration.ZERO));
            ledgers.forEach(MongoLedger::close);
            late.close(); // lets all delayed inserts arrive
        }

        private MongoLedger<Long> ledger() {
            var dice = new Random(random.nextLong());
            var faulty = new FaultyCollection(
                    () -> fault(dice), () -> LockSupport.parkNanos(dice.nextInt(1_000_000)), this::landLater);
            return new MongoLedger<>(
                    new CommitStore(faulty.around(collection)),
                    LANES,
                    new LedgerSettings(8, 8 << 20, 64, 4, 16, Duration.ofMinutes(2)),
                    LAST_VERSION,
                    commit -> {},
                    Clock.fixed(NOW, ZoneOffset.UTC));
        }

        private void landLater(Runnable insert) {
            late.execute(() -> {
                LockSupport.parkNanos(10_000_000);
                insert.run();
            });
        }

        private static synchronized Fault fault(Random dice) {
            int roll = dice.nextInt(20);
            return roll < Fault.values().length ? Fault.values()[roll] : Fault.NONE;
        }

        private void write(MongoLedger<Long> ledger, Random dice) {
            for (int i = 0; i < APPENDS; i++) {
                var owner = OWNERS.get(dice.nextInt(OWNERS.size()));
                var stream = stream(dice.nextInt(3));
                var key = dice.nextInt(4) == 0 ? "key-" + dice.nextInt(20) : null;
                if (key == null || ledger.withKey(owner, key) == null) {
                    record(append(owner, stream, ledger.state(owner, stream), key), ledger);
                }
                if (dice.nextInt(5) == 0) {
                    ledger.catchUp(LANES.of(owner));
                }
            }
        }

        private void record(Append<Long> append, MongoLedger<Long> ledger) {
            try {
                var outcome = ledger.append(append).join();
                (outcome instanceof Stored ? acknowledged : refused)
                        .add(append.draft().id());
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOf(LedgerUnavailableException.class);
            }
        }

        void checkLane(int lane) {
            var versions = new HashMap<List<Object>, Long>();
            var keys = new HashMap<List<Object>, UUID>();
            var previous = CommitHash.NONE;
            long position = 0;
            for (var commit : new CommitStore(collection).log().read(lane, 0, Integer.MAX_VALUE)) {
                assertThat(commit.position()).isEqualTo(position++);
                assertThat(commit.previous()).isEqualTo(previous);
                assertThat(CommitCodec.decode(commit.bytes()).hash()).isEqualTo(CommitHash.over(commit.bytes()));
                previous = commit.hash();
                var owner = commit.content().owner();
                for (var event : commit.content().events()) {
                    assertThat(event.streamVersion())
                            .as("no update of %s is lost", event.stream())
                            .isEqualTo(versions.merge(List.of(owner, event.stream()), 1L, Long::sum));
                }
                var idempotency = commit.content().idempotency();
                if (idempotency != null) {
                    assertThat(keys.put(
                                    List.of(owner, idempotency.key()),
                                    commit.content().id()))
                            .as("key %s", idempotency.key())
                            .isNull();
                }
                commits.add(commit);
            }
        }

        void checkOutcomes() {
            var present = commits.stream().map(commit -> commit.content().id()).toList();
            assertThat(acknowledged).isNotEmpty();
            assertThat(present).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(Collections.disjoint(present, refused))
                    .as("what was refused is not there")
                    .isTrue();
        }
    }
}
