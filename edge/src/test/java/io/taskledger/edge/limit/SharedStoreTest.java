package io.taskledger.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.embedded.EmbeddedMongo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedStoreTest {

    private final AtomicLong now = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EmbeddedMongo mongo;
    private MongoClient client;
    private SharedStore store;

    @BeforeEach
    void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
        var documents = client.getDatabase("limits").getCollection("rate-limits");
        store = new SharedStore(new MongoBuckets(documents, Duration.ofSeconds(5)), now::get, meters);
        store.start();
        await().until(() -> store.ask(() -> true, () -> false));
    }

    @AfterEach
    void stop() {
        store.close();
        client.close();
        mongo.close();
    }

    @Test
    void a_store_that_failed_is_asked_again_a_second_later_by_one() {
        var asked = new AtomicInteger();
        double before = alone();
        Supplier<String> counted = () -> {
            asked.incrementAndGet();
            return hang();
        };
        assertThat(store.ask(counted, () -> "alone")).isEqualTo("alone");
        assertThat(store.ask(counted, () -> "alone")).isEqualTo("alone");
        assertThat(asked).hasValue(1);

        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(store.ask(counted, () -> "alone")).isEqualTo("alone");
        assertThat(store.ask(counted, () -> "alone")).isEqualTo("alone");
        assertThat(asked).hasValue(2);
        assertThat(alone() - before).isEqualTo(4);
    }

    private double alone() {
        return meters.counter("taskledger.rate.limit.local").count();
    }

    @Test
    void an_index_that_takes_longer_than_a_limit_is_worth_is_waited_for_in_the_background() throws IOException {
        try (var slow = new SlowIndexes(mongo.uri(), Duration.ofSeconds(2));
                var hasty = MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(slow.uri()))
                        .timeout(250, TimeUnit.MILLISECONDS)
                        .build());
                var behind = new SharedStore(
                        new MongoBuckets(hasty.getDatabase("limits").getCollection("new"), Duration.ofMillis(250)),
                        System::nanoTime,
                        new SimpleMeterRegistry())) {
            behind.start();

            assertThat(behind.ask(() -> "shared", () -> "alone")).isEqualTo("alone");
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> behind.ask(() -> "shared", () -> "alone").equals("shared"));
        }
    }

    @Test
    void a_store_that_answers_again_is_shared_again() {
        store.ask(SharedStoreTest::hang, () -> "alone");
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(store.ask(() -> "shared", () -> "alone")).isEqualTo("shared");
        assertThat(store.ask(() -> "shared", () -> "alone")).isEqualTo("shared");
    }

    @Test
    void a_bucket_goes_when_it_is_full_again() {
        Buckets buckets = new SharedBuckets("queries", new Filling(60, 10), store);
        var before = Instant.now();
        buckets.spend("alice");

        var bucket =
                client.getDatabase("limits").getCollection("rate-limits").find().first();
        assertThat(bucket.getString("_id")).isEqualTo("queries 60 10 alice");
        assertThat(bucket.getDate("e").toInstant())
                .isBetween(before.plusSeconds(5), Instant.now().plusSeconds(15));
    }

    private static String hang() {
        throw new MongoTimeoutException("no server");
    }
}
