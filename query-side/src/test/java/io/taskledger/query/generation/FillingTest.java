package io.taskledger.query.generation;

import static io.taskledger.query.fold.Edits.EDITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.query.AllProjections;
import io.taskledger.query.RandomChain;
import io.taskledger.query.api.StallingProxy;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.projection.Consumptions;
import io.taskledger.query.projection.LaneFixture;
import io.taskledger.query.projection.ProjectionMetrics;
import io.taskledger.query.projection.ProjectionProperties;
import io.taskledger.query.projection.Serving;
import io.taskledger.query.store.Generation;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What health and reads ask while a generation is being built. */
class FillingTest {

    private static final Lanes LANES = new Lanes(1);
    private static final Projections OLD = AllProjections.get();
    private static final Projections NEW = GenerationsTest.with(EDITS);

    @Test
    void it_answers_at_once_while_a_look_waits_for_MongoDB() throws Exception {
        try (var mongo = EmbeddedMongo.start();
                var proxy = new StallingProxy(mongo.uri());
                var client = MongoClients.create(proxy.uri());
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var readModels = new ReadModels(client.getDatabase("filling"));
            applyOld(readModels);
            var filling = filling(readModels);
            proxy.stall();
            try {
                var looking = Thread.ofVirtual().start(() -> filling.look(Map.of(0, 10L)));
                await().atMost(Duration.ofMinutes(2)).until(() -> looking.getState() == Thread.State.WAITING);

                assertThat(CompletableFuture.supplyAsync(filling::building, executor)
                                .get(1, TimeUnit.MINUTES))
                        .containsExactly(new Generation("tasks", 1));
                assertThat(CompletableFuture.supplyAsync(filling::running, executor)
                                .get(1, TimeUnit.MINUTES))
                        .hasSize(2);
                assertThat(CompletableFuture.supplyAsync(filling::serving, executor)
                                .get(1, TimeUnit.MINUTES))
                        .hasSize(1);
            } finally {
                proxy.resume();
            }
        }
    }

    private static void applyOld(ReadModels readModels) {
        var own = new Generations(readModels, OLD)
                .own().stream().map(Registered::generation).toList();
        new LaneFixture(readModels.with(own), OLD)
                .consume(LaneFixture.records(RandomChain.of(6, 10).commits()), () -> 4);
    }

    private static Filling filling(ReadModels readModels) {
        var metrics = new ProjectionMetrics(new SimpleMeterRegistry(), LANES);
        var consumptions = new Consumptions(
                new EventTopic("127.0.0.1:1", "task-events", LANES), // nothing is started
                new ProjectionProperties(1, Duration.ofMinutes(5), 1_000, "filling"),
                readModels,
                Duration.ofMinutes(1),
                NEW,
                metrics,
                AppliedSpans.OFF);
        var generations = new Generations(readModels, NEW);
        return new Filling(OwnGeneration.all(generations, LANES), generations, consumptions, new Serving(), metrics);
    }
}
