package io.taskledger.query.projection;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.AllProjections;
import io.taskledger.query.CommitChain;
import io.taskledger.query.store.ReadModels;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Two lanes of one consumer thread: a failure of one does not affect the other, and is retried. */
class LaneTroubleTest {

    private static final TopicPartition SICK = new TopicPartition("task-events", 0);
    private static final TopicPartition WELL = new TopicPartition("task-events", 1);

    private final Lanes lanes = new Lanes(2);
    private final AppliedLanes applied = new AppliedLanes(lanes);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private volatile boolean failing = true;

    @Test
    void a_lane_that_the_database_refuses_is_paused_alone_shown_and_taken_again() {
        try (var mongo = EmbeddedMongo.start();
                var client = MongoClients.create(mongo.uri())) {
            var meters = new SimpleMeterRegistry();
            var readModels = new ReadModels(refusingLaneZero(client.getDatabase("trouble")));
            var consumption = new LaneConsumption(
                    lanes,
                    readModels,
                    AllProjections.get(),
                    applied,
                    new ProjectionMetrics(meters, lanes),
                    AppliedSpans.OFF);
            consumer.assign(List.of(SICK, WELL));
            consumption.assignment().onPartitionsAssigned(consumer, List.of(SICK, WELL));

            var sick = commit(0);
            consumption.listener().onMessage(poll(sick, commit(1)), null, consumer);

            assertThat(position(1)).isZero();
            assertThat(consumer.paused()).containsExactly(SICK);
            assertThat(consumption.troubled()).isEqualTo(1);
            assertThat(meters.get("taskledger.projection.halted").gauge().value())
                    .isEqualTo(1);

            failing = false;
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumption.assignment().beforePoll(consumer);
                return consumer.paused().isEmpty();
            });
            consumption
                    .listener()
                    .onMessage(new ConsumerRecords<>(Map.of(SICK, List.of(sick)), Map.of()), null, consumer);

            assertThat(position(0)).isZero();
            assertThat(new Checkpoints(readModels, AllProjections.get()).read(0).position())
                    .isZero();
            assertThat(consumption.troubled()).isZero();
        }
    }

    private long position(int lane) {
        return applied.lane(lane).state().applied().position();
    }

    private ConsumerRecord<byte[], byte[]> commit(int lane) {
        var owner = Stream.iterate(0, i -> i + 1)
                .map(i -> "owner-" + i)
                .filter(name -> lanes.of(name) == lane)
                .findFirst()
                .orElseThrow();
        var commit = new CommitChain(lane).commit(owner, task(UUID.randomUUID(), created("x")));
        return new ConsumerRecord<>("task-events", lane, 0, new byte[0], commit.bytes());
    }

    private static ConsumerRecords<byte[], byte[]> poll(
            ConsumerRecord<byte[], byte[]> sick, ConsumerRecord<byte[], byte[]> well) {
        return new ConsumerRecords<>(Map.of(SICK, List.of(sick), WELL, List.of(well)), Map.of());
    }

    private MongoDatabase refusingLaneZero(MongoDatabase database) {
        return proxy(MongoDatabase.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "withWriteConcern", "withReadPreference", "withReadConcern" -> proxy;
            case "getCollection" -> refusing(database.getCollection((String) arguments[0]));
            default -> invoke(database, method, arguments);
        });
    }

    private Object refusing(MongoCollection<Document> collection) {
        return proxy(MongoCollection.class, (proxy, method, arguments) -> {
            if (failing
                    && method.getName().equals("bulkWrite")
                    && ((List<?>) arguments[0]).stream().anyMatch(LaneTroubleTest::isOfLaneZero)) {
                throw new MongoException("Refused");
            }
            return invoke(collection, method, arguments);
        });
    }

    private static boolean isOfLaneZero(Object write) {
        return write instanceof UpdateOneModel<?> update
                && update.getFilter().toString().contains("lane/0");
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
