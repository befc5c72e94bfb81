package io.taskledger.command.ledger;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.taskledger.benchmark.Commits;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.log.CommitDocuments;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Appends to 16 lanes at once, compared with the same documents, prepared before, in ordered insertMany of a whole
 * batch from 16 threads. Both use the wire protocol to the in-memory server in this JVM, which uses part of the
 * processors.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class AppendBenchmark {

    private static final Lanes LANES = new Lanes(16);

    /** The number of commits that an invocation stores in each lane. */
    @Param("1024")
    public int commits;

    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoCollection<Document> collection;
    private List<Append<Long>> appends;
    private List<List<Document>> documents;

    @Setup
    public void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
        var owners = Commits.owners(LANES);
        appends = IntStream.range(0, commits)
                .boxed()
                .flatMap(number ->
                        owners.stream().map(owner -> new Append<Long>(Commits.draft(owner, number), Set.of(), -1)))
                .toList();
        documents = owners.stream()
                .map(owner -> Commits.chain(LANES, owner, commits).stream()
                        .map(CommitDocuments::write)
                        .toList())
                .toList();
    }

    @Setup(Level.Invocation)
    public void empty() {
        client.getDatabase("benchmark").drop();
        collection = client.getDatabase("benchmark").getCollection("commits");
        new CommitStore(collection).prepare();
    }

    @TearDown(Level.Invocation)
    public void check() {
        long stored = collection.countDocuments();
        if (stored != (long) commits * LANES.count()) {
            throw new IllegalStateException("Only " + stored + " commits were stored");
        }
    }

    @TearDown
    public void stop() {
        client.close();
        mongo.close();
    }

    @Benchmark
    public List<Commit> ledger() {
        try (MongoLedger<Long> ledger = new MongoLedger<>(
                new CommitStore(collection),
                LANES,
                LedgerSettings.DEFAULT,
                (state, commit, event) -> event.streamVersion(),
                commit -> {},
                Clock.systemUTC())) {
            var waiting = appends.stream().map(ledger::append).toList();
            List<Commit> stored = new ArrayList<>(waiting.size());
            for (var append : waiting) {
                stored.add(((Appended.Stored) append.join()).commit());
            }
            return stored;
        }
    }

    @Benchmark
    public void insertMany() {
        var durable = collection.withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(documents.stream()
                            .map(lane -> CompletableFuture.runAsync(() -> insertMany(durable, lane), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private static void insertMany(MongoCollection<Document> collection, List<Document> lane) {
        int batch = LedgerSettings.DEFAULT.batch();
        for (int from = 0; from < lane.size(); from += batch) {
            collection.insertMany(
                    lane.subList(from, Math.min(lane.size(), from + batch)), new InsertManyOptions().ordered(true));
        }
    }
}
