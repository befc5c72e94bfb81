package io.taskledger.query.projection;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.TopicAdmin;
import io.taskledger.query.AllProjections;
import io.taskledger.query.CommitChain;
import io.taskledger.query.barrier.EndOffsets;
import io.taskledger.query.store.ReadModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a real broker: consumption that has stopped unexpectedly starts again, and a lane whose end is unknown affects
 * only itself.
 */
class RestartTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int NO_SUCH_LANE = 7;

    @Test
    void what_stopped_by_itself_is_started_again_and_counted(@TempDir Path folder) throws Exception {
        try (var mongo = EmbeddedMongo.start();
                var database = MongoClients.create(mongo.uri());
                var kafka = EmbeddedKafka.start(folder, 0);
                var admin = Admin.create(client(kafka));
                var producer =
                        new KafkaProducer<>(client(kafka), new ByteArraySerializer(), new ByteArraySerializer());
                var topic = new TopicAdmin(new EventTopic(kafka.bootstrapServers(), "task-events", new Lanes(1)))) {
            admin.createTopics(List.of(new NewTopic("task-events", 1, (short) 1)))
                    .all()
                    .get();
            var lanes = topic.topic().lanes();
            var applied = new AppliedLanes(lanes);
            var meters = new SimpleMeterRegistry();
            var metrics = new ProjectionMetrics(meters, lanes);
            var readModels = new ReadModels(database.getDatabase("restart"));
            var projections = AllProjections.get();
            var consumption = new LaneConsumption(lanes, readModels, projections, applied, metrics, AppliedSpans.OFF);
            var properties = new ProjectionProperties(1, Duration.ofSeconds(6), 1_000, "restart");
            var container = Consumers.container(topic.topic(), properties, "restart", consumption);
            var remote = new RemoteLanes(new Checkpoints(readModels, projections), 1);
            var served = new Served(readModels, applied, remote);
            var projection = new Consumption(List.of(), consumption, container, metrics, served);
            projection.start();
            try {
                await().atMost(TIMEOUT).until(() -> applied.held().count() == 1);

                container.stopAbnormally(() -> {}); // like spring-kafka after a fatal error
                var commit = new CommitChain(0).commit("alice", task(UUID.randomUUID(), created("x")));
                producer.send(new ProducerRecord<>("task-events", 0, new byte[0], commit.bytes()))
                        .get();

                await().atMost(TIMEOUT)
                        .until(() -> applied.lane(0).state().applied().position() == 0);
                assertThat(meters.get("taskledger.projection.restarts")
                                .counter()
                                .count())
                        .isPositive();
                assertThat(projection.obstacle()).isNull();

                var ends = new EndOffsets(topic);
                var none = ends.of(NO_SUCH_LANE);
                assertThat(ends.of(0).get(60, TimeUnit.SECONDS)).isEqualTo(1);
                assertThat(none).failsWithin(TIMEOUT);
            } finally {
                projection.stop();
            }
        }
    }

    private static Map<String, Object> client(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
