package io.taskledger.query.api;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.api.QueryService.User;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The behaviour of a query node while its servers fail, one after another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageApiTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final UUID first = UUID.randomUUID();
    private EmbeddedMongo mongo;
    private MongoClient database;
    private StallingProxy proxy;
    private QueryService service;
    private User alice;

    @BeforeAll
    void start() throws Exception {
        mongo = EmbeddedMongo.start();
        database = MongoClients.create(mongo.uri());
        proxy = new StallingProxy(mongo.uri());
        checkpoints().insertOne(new Document("_id", 0).append("position", 7L).append("genesis", "of an older version"));
        service = QueryService.of(proxy.uri());
        alice = service.newUser();
    }

    @AfterAll
    void stop() throws Exception {
        proxy.resume();
        service.close();
        proxy.close();
        database.close();
        mongo.close();
    }

    private MongoCollection<Document> checkpoints() {
        return database.getDatabase("taskledger").getCollection("checkpoints");
    }

    @Test
    @Order(0)
    void read_models_of_another_version_are_left_alone_and_own_ones_are_served_once_they_are_complete() {
        alice.commit(task(first, created("first")));

        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(alice.getWithoutToken("/api/tasks").ids()).hasSize(1));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(
                                service.health("/readiness").path("status").stringValue())
                        .isEqualTo("UP"));
        assertThat(checkpoints().find(Filters.eq(0)).first()).containsEntry("position", 7L);
        assertThat(database.getDatabase("taskledger").getCollection("tasks").countDocuments())
                .isZero();
        assertThat(database.getDatabase("taskledger").getCollection("tasks_g1").countDocuments())
                .isEqualTo(1);
    }

    @Test
    @Order(1)
    void a_lane_whose_checkpoint_cannot_be_read_is_shown_and_taken_again_until_it_can() {
        checkpoints().updateOne(Filters.eq("lane/0"), Updates.set("tasks_g1", new Document("position", "damaged")));
        alice.commit(task(UUID.randomUUID(), created("damaged")));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.health("/queryProjection")
                                .path("status")
                                .stringValue())
                        .isEqualTo("DOWN"));

        checkpoints().drop();

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(
                                alice.getWithoutToken("/api/tasks/" + first).status())
                        .isEqualTo(200));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.health("/queryProjection")
                                .path("status")
                                .stringValue())
                        .isEqualTo("UP"));
    }

    @Test
    @Order(2)
    void read_models_dropped_under_a_running_node_are_derived_anew() {
        var second = UUID.randomUUID();
        alice.commit(task(second, created("second")));
        assertThat(alice.getWithoutToken("/api/tasks").ids()).hasSize(3);

        database.getDatabase("taskledger").drop();
        var last = alice.commit(task(first, new TaskCompleted()));

        await().atMost(TIMEOUT).untilAsserted(() -> {
            var shown = alice.getWithoutToken("/api/tasks/" + first, "Consistency-Token", alice.tokenOf(last));
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.body().path("status").stringValue()).isEqualTo("completed");
        });
        assertThat(alice.getWithoutToken("/api/tasks").ids()).hasSize(3);
        assertThat(alice.getWithoutToken("/api/tasks/" + first + "/history")
                        .body()
                        .path("entries")
                        .size())
                .isEqualTo(2);
        var stats = alice.getWithoutToken("/api/tasks/stats").body();
        assertThat(stats.at("/byStatus/open").intValue()).isEqualTo(2);
        assertThat(stats.at("/byStatus/completed").intValue()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void a_database_that_says_nothing_is_told_within_five_seconds() {
        var paths = new String[] {"/api/tasks", "/api/tasks/" + first, "/api/tasks/stats", "/api/users/" + alice.id};
        proxy.stall();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            var answers = Stream.of(paths)
                    .map(path -> CompletableFuture.supplyAsync(() -> alice.getWithoutToken(path), clients))
                    .toList();
            assertThat(service.health("/readiness").path("status").stringValue())
                    .isNotEqualTo("UP");
            for (var answer : answers) {
                assertThat(answer.join().status()).isEqualTo(503);
                assertThat(answer.join().code()).isEqualTo("read-model-behind");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
        } finally {
            proxy.resume();
        }
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(alice.getWithoutToken("/api/tasks").status()).isEqualTo(200));
    }

    @Test
    @Order(4)
    void without_kafka_the_answer_is_what_is_applied_and_the_node_is_ready() {
        var token = alice.getWithoutToken("/api/tasks").header("Consistency-Token");
        service.stopKafka();

        for (int i = 0; i < 3; i++) {
            var shown = alice.getWithoutToken("/api/tasks");
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.header("Consistency-Token")).isEqualTo(token);
        }
        assertThat(ConsistencyToken.parse(token).position()).isNotNegative();
        assertThat(service.health("/readiness").path("status").stringValue()).isEqualTo("UP");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.health("/queryProjection")
                                .path("status")
                                .stringValue())
                        .isEqualTo("DOWN"));
    }
}
