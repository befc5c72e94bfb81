package io.taskledger.query.projection;

import static io.taskledger.query.history.HistoryProjection.HISTORY;
import static io.taskledger.query.task.TaskProjection.TASKS;
import static java.util.Objects.requireNonNull;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.benchmark.Commits;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.AllProjections;
import io.taskledger.query.store.ReadModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.MockConsumer;
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
 * Commits from a real broker into the read models, compared with a consumer that writes for each commit the same
 * documents (the task, a history entry), prepared before, in one bulkWrite per poll and collection, without reads,
 * guards or folds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ProjectionBenchmark {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final Lanes LANES = new Lanes(4);

    /** The number of commits consumed in each lane. */
    @Param("2048")
    public int commits;

    /** By lane and position. */
    private final List<List<Written>> expected = new ArrayList<>();

    private FilledTopic topic;
    private EmbeddedMongo mongo;
    private MongoClient client;
    private ReadModels readModels;

    @Setup
    public void start() throws IOException {
        topic = FilledTopic.with(LANES, commits);
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
        empty();
        projection();
        for (var owner : Commits.owners(LANES)) {
            List<Written> lane = new ArrayList<>();
            readModels
                    .of(HISTORY)
                    .find(Filters.eq("owner", owner))
                    .sort(Sorts.ascending("position"))
                    .forEach(entry -> lane.add(new Written(task(owner, entry), entry)));
            expected.add(lane);
        }
    }

    private Document task(String owner, Document entry) {
        var id = owner + "/" + entry.getString("task");
        return requireNonNull(readModels.of(TASKS).find(Filters.eq(id)).first());
    }

    @Setup(Level.Invocation)
    public void empty() {
        client.getDatabase("benchmark").drop();
        readModels = new ReadModels(client.getDatabase("benchmark"));
        readModels.createIndexes(AllProjections.get());
    }

    @TearDown(Level.Invocation)
    public void check() {
        long events = readModels.of(HISTORY).countDocuments();
        if (events != (long) commits * LANES.count()) {
            throw new IllegalStateException("Only " + events + " events were projected");
        }
    }

    @TearDown
    public void stop() throws IOException {
        client.close();
        mongo.close();
        topic.close();
    }

    @Benchmark
    public void projection() {
        var applied = new AppliedLanes(LANES);
        var checkpoints = new Checkpoints(readModels, AllProjections.get());
        var metrics = new ProjectionMetrics(new SimpleMeterRegistry(), LANES);
        var held = new HeldLanes(applied, metrics);
        var projector = new Projector(readModels, AllProjections.get(), EventCodec.standard(), checkpoints);
        var listener =
                new LaneListener(LANES, held, new PollApplier(projector, checkpoints, held, metrics, AppliedSpans.OFF));
        for (int lane = 0; lane < LANES.count(); lane++) {
            held.hold(new HeldLane(
                    applied.lane(lane), Parked.load(readModels, AllProjections.get(), lane), checkpoints.read(lane)));
        }
        topic.consume(records -> listener.onMessage(records, null, new MockConsumer<>("earliest")));
    }

    @Benchmark
    public void bulkWrite() {
        topic.consume(records -> {
            List<WriteModel<Document>> replaced = new ArrayList<>(records.count());
            List<WriteModel<Document>> inserted = new ArrayList<>(records.count());
            for (var record : records) {
                var written = expected.get(record.partition()).get((int) record.offset());
                replaced.add(new ReplaceOneModel<>(
                        Filters.eq(written.task.get("_id")), written.task, new ReplaceOptions().upsert(true)));
                inserted.add(new InsertOneModel<>(written.history));
            }
            readModels.of(TASKS).bulkWrite(replaced, UNORDERED);
            readModels.of(HISTORY).bulkWrite(inserted, UNORDERED);
        });
    }

    /** The documents of a commit. */
    private record Written(Document task, Document history) {}
}
