package io.taskledger.query.projection;

import static java.util.stream.Collectors.groupingBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.query.AllProjections;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.ReadModels;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** All lanes, usually one, consumed without a broker, like a consumer thread between two polls. */
public final class LaneFixture {

    private static final Lanes ONE = new Lanes(1);

    final AppliedLanes applied;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    final HeldLanes held;
    private final LaneListener listener;

    LaneFixture(MongoDatabase database) {
        this(database, AllProjections.get());
    }

    LaneFixture(MongoDatabase database, Projections projections) {
        this(database, projections, ONE);
    }

    LaneFixture(MongoDatabase database, Projections projections, Lanes lanes) {
        this(new ReadModels(database), projections, lanes);
    }

    /** One lane of these generations. */
    public LaneFixture(ReadModels readModels, Projections projections) {
        this(readModels, projections, ONE);
    }

    /** Without indexes, which change no result and cost more than the rest. */
    private LaneFixture(ReadModels readModels, Projections projections, Lanes lanes) {
        applied = new AppliedLanes(lanes);
        var checkpoints = new Checkpoints(readModels, projections);
        var metrics = new ProjectionMetrics(meters, lanes);
        held = new HeldLanes(applied, metrics);
        var projector = new Projector(readModels, projections, EventCodec.standard(), checkpoints);
        listener =
                new LaneListener(lanes, held, new PollApplier(projector, checkpoints, held, metrics, AppliedSpans.OFF));
        consumer.assign(
                applied.all().stream().map(lane -> partition(lane.lane())).toList());
        for (var lane : applied.all()) {
            int number = lane.lane();
            held.hold(new HeldLane(lane, Parked.load(readModels, projections, number), checkpoints.read(number)));
        }
    }

    /** Consumes the records from the checkpoint on, in polls of these sizes. */
    public void consume(List<ConsumerRecord<byte[], byte[]>> records, IntSupplier sizes) {
        int from = (int) applied.lane(0).state().applied().offset();
        while (from < records.size()) {
            int to = Math.min(records.size(), from + sizes.getAsInt());
            poll(records.subList(from, to));
            from = to;
        }
    }

    void poll(List<ConsumerRecord<byte[], byte[]>> records) {
        var byPartition = records.stream().collect(groupingBy(record -> partition(record.partition())));
        listener.onMessage(new ConsumerRecords<>(byPartition, Map.of()), null, consumer);
        if (held.troubles().count() > 0) {
            throw new MongoException("A lane is in trouble");
        }
    }

    static TopicPartition partition(int lane) {
        return new TopicPartition("task-events", lane);
    }

    AppliedLane.State state() {
        return applied.lane(0).state();
    }

    public static List<ConsumerRecord<byte[], byte[]>> records(List<Commit> commits) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var commit : commits) {
            records.add(
                    new ConsumerRecord<>("task-events", commit.lane(), records.size(), new byte[0], commit.bytes()));
        }
        return records;
    }

    static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
        return new ConsumerRecord<>("task-events", 0, offset, new byte[0], value);
    }

    /** Every collection but checkpoints, byte by byte. */
    static Map<String, List<String>> bytes(MongoDatabase database) {
        return bytes(database, AllProjections.get());
    }

    static Map<String, List<String>> bytes(MongoDatabase database, Projections projections) {
        var all = new TreeMap<String, List<String>>();
        var names = new ArrayList<>(List.of("parked"));
        projections.foldOrder().forEach(projection -> names.add(projection.collection()));
        for (var name : names) {
            var documents = new ArrayList<String>();
            database.getCollection(name, RawBsonDocument.class)
                    .find()
                    .sort(new Document("_id", 1))
                    .forEach(raw -> {
                        var buffer = raw.getByteBuffer();
                        var bytes = new byte[buffer.remaining()];
                        buffer.get(bytes);
                        documents.add(raw.get("_id") + " " + HexFormat.of().formatHex(bytes));
                    });
            all.put(name, documents);
        }
        return all;
    }
}
