package io.taskledger.query.projection;

import static io.taskledger.query.fold.Edits.EDITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.AllProjections;
import io.taskledger.query.RandomChain;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A projection that is new on a running system would lack all commits before it, so nothing is applied without them.
 */
class OtherProjectionsTest {

    private static final TopicPartition LANE = new TopicPartition("task-events", 0);

    @Test
    void a_lane_that_other_projections_have_applied_is_refused_until_the_read_models_are_dropped() {
        try (var mongo = EmbeddedMongo.start();
                var client = MongoClients.create(mongo.uri())) {
            var database = client.getDatabase("other");
            new LaneFixture(database)
                    .consume(LaneFixture.records(RandomChain.of(4, 5).commits()), () -> 5);
            var readModels = new ReadModels(database);
            var more = withEdits();

            assertThatExceptionOfType(OtherProjectionsException.class)
                    .isThrownBy(() -> new Checkpoints(readModels, more).requireOwn())
                    .withMessageStartingWith("The read models were made by the projections completions 1, profiles 1,")
                    .withMessageContaining("this node has the projections completions 1, edits 1, profiles 1,");

            var lanes = new Lanes(1);
            var applied = new AppliedLanes(lanes);
            var metrics = new ProjectionMetrics(new SimpleMeterRegistry(), lanes);
            var consumption = new LaneConsumption(lanes, readModels, more, applied, metrics, AppliedSpans.OFF);
            var consumer = new MockConsumer<byte[], byte[]>("none");
            consumer.assign(List.of(LANE));
            consumption.assignment().onPartitionsAssigned(consumer, List.of(LANE));
            assertThat(consumption.held().all()).isEmpty();
            assertThat(applied.lane(0).state().lost()).isNotNull();
            assertThat(database.getCollection("edits").find(Filters.empty()).first())
                    .isNull();

            database.drop();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumption.assignment().beforePoll(consumer);
                return consumption.held().all().size() == 1;
            });
            assertThat(applied.lane(0).state().lost()).isNull();
        }
    }

    private static Projections withEdits() {
        var all = new ArrayList<>(AllProjections.get().foldOrder());
        all.add(EDITS);
        return new Projections(all);
    }
}
