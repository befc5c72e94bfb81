package io.taskledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class LedgerStartTest {

    @Test
    void a_node_starts_while_indexes_are_made_but_takes_no_commands_until_they_are() {
        var made = new CountDownLatch(1);
        var start = new LedgerStart(() -> await(made), Duration.ofMillis(1));
        try (var mongo = EmbeddedMongo.start();
                var client = MongoClients.create(mongo.uri())) {
            var gate = new CommandSideConfiguration()
                    .commandGate(start, new ClockCheck(client.getDatabase("admin"), Clock.systemUTC()));
            var health =
                    new CommandHealthConfiguration().commandLedgerHealthIndicator(client.getDatabase("start"), gate);

            start.start();

            assertThat(gate.obstacle()).contains("indexes");
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            made.countDown();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> gate.obstacle() == null);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        } finally {
            start.stop();
        }
    }

    @Test
    void indexes_are_asked_for_again_after_mongodb_was_away() {
        var attempts = new AtomicInteger();
        var start = new LedgerStart(
                () -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new LedgerUnavailableException("injected");
                    }
                },
                Duration.ofMinutes(1));

        start.start();

        assertThat(start.isReady()).isTrue();
        assertThat(attempts).hasValue(2);
        start.stop();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
