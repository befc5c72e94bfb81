package io.taskledger.query.generation;

import static io.taskledger.query.fold.Edits.EDITS;
import static io.taskledger.query.task.TaskProjection.TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.TopicAdmin;
import io.taskledger.query.AllProjections;
import io.taskledger.query.RandomChain;
import io.taskledger.query.fold.Projection;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.projection.Consumptions;
import io.taskledger.query.projection.IndexBuild;
import io.taskledger.query.projection.ProjectionMetrics;
import io.taskledger.query.projection.ProjectionProperties;
import io.taskledger.query.projection.Serving;
import io.taskledger.query.store.Generation;
import io.taskledger.query.store.ReadModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker: nodes of two versions side by side, while commits arrive, and back again. */
class TwoVersionsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Lanes LANES = new Lanes(1);
    private static final Projections OLD = AllProjections.get();
    private static final Projections NEW = GenerationsTest.with(EDITS);

    private final List<Commit> commits = RandomChain.of(8, 40).commits();

    @Test
    void each_serves_its_own_generation_and_a_node_ends_with_one_consumption(@TempDir Path folder) throws Exception {
        try (var mongo = EmbeddedMongo.start();
                var client = MongoClients.create(mongo.uri());
                var kafka = EmbeddedKafka.start(folder, 0);
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                var topic = new TopicAdmin(new EventTopic(kafka.bootstrapServers(), "task-events", LANES))) {
            makeTopic(kafka);
            var database = client.getDatabase("versions");
            send(producer, 0, 10);
            try (var before = new Node(topic, database, OLD)) {
                before.awaitServed(9);
                try (var after = new Node(topic, database, NEW)) {
                    send(producer, 10, 20);
                    after.awaitServed(19);
                    await().atMost(TIMEOUT)
                            .until(() -> after.projection.running().size() == 1);
                    assertThat(after.projection.running().getFirst().generations())
                            .containsExactly(new Generation("tasks", 1), new Generation("profiles", 0));
                    send(producer, 20, 30);
                    after.awaitServed(29);
                    before.awaitServed(29);
                    assertThat(before.projection.building()).isEmpty();
                    assertThat(before.projection.running().getFirst().generations())
                            .containsExactly(new Generation("tasks", 0), new Generation("profiles", 0));
                }
            }
            try (var after = new Node(topic, database, NEW)) {
                send(producer, 30, 40);
                after.awaitServed(39);
            }
            try (var again = new Node(topic, database, OLD)) {
                again.awaitServed(39);
            }
            try (var scratch = new Node(topic, client.getDatabase("scratch"), NEW)) {
                scratch.awaitServed(39);
                assertThat(content(database, OLD, 0)).isEqualTo(content(client.getDatabase("scratch"), OLD, 0));
                assertThat(content(database, NEW, 1)).isEqualTo(content(client.getDatabase("scratch"), NEW, 0));
            }
        }
    }

    private static void makeTopic(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("task-events", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, int from, int to) throws Exception {
        for (var commit : commits.subList(from, to)) {
            producer.send(new ProducerRecord<>("task-events", 0, new byte[0], commit.bytes()))
                    .get();
        }
    }

    private static Map<String, List<Document>> content(MongoDatabase database, Projections projections, int tasks) {
        var readModels = new ReadModels(database).with(List.of(new Generation("tasks", tasks)));
        return projections.foldOrder().stream()
                .collect(Collectors.toMap(
                        Projection::collection,
                        each -> readModels
                                .of(each)
                                .find()
                                .sort(new Document("_id", 1))
                                .into(new ArrayList<>())));
    }

    private static final class Node implements AutoCloseable {

        private final Serving serving = new Serving();
        private final ProjectionLifecycle projection;
        private final LaneWatch watch;

        private Node(TopicAdmin topic, MongoDatabase database, Projections projections) {
            var metrics = new ProjectionMetrics(new SimpleMeterRegistry(), LANES);
            var readModels = new ReadModels(database);
            var properties =
                    new ProjectionProperties(1, Duration.ofMinutes(5), 1_000, "versions-" + database.getName());
            var consumptions = new Consumptions(
                    topic.topic(),
                    properties,
                    readModels,
                    Duration.ofMinutes(1),
                    projections,
                    metrics,
                    AppliedSpans.OFF);
            var generations = new Generations(readModels, projections);
            projection = new ProjectionLifecycle(topic, generations, new IndexBuild(), consumptions, serving);
            watch = new LaneWatch(topic, LANES, projection, metrics);
            projection.start();
            watch.start();
        }

        /** Returns when tasks are served up to this position. */
        private void awaitServed(long position) {
            await().atMost(TIMEOUT).until(() -> {
                var served = serving.of(TASKS);
                return served != null
                        && served.applied().lane(0).state().applied().position() >= position;
            });
        }

        @Override
        public void close() {
            watch.stop();
            projection.stop();
        }
    }
}
