package io.taskledger.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.edge.Service;
import io.taskledger.edge.Service.Answer;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SharedBucketsTest {

    private static final int BURST = 40;

    private EmbeddedIssuer issuer;
    private EmbeddedMongo mongo;
    private Service one;
    private Service other;

    @BeforeEach
    void start() throws IOException {
        issuer = EmbeddedIssuer.start();
        mongo = EmbeddedMongo.start();
        one = node();
        other = node();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            var somebody = issuer.token("warms up " + System.nanoTime(), null);
            return left(one, somebody) == BURST - 1 && left(other, somebody) == BURST - 2;
        });
    }

    private static long left(Service node, String token) {
        var limit = node.get("/me", token).header("RateLimit");
        return Long.parseLong(limit.replaceAll(".*;r=(\\d+);.*", "$1"));
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        mongo.close();
        issuer.close();
    }

    @Test
    void two_nodes_grant_together_exactly_what_one_may() {
        var attempts = new AtomicInteger();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> { // after a slow response of the store, nodes count alone
                            var alice = issuer.token("alice " + attempts.incrementAndGet(), null);

                            assertThat(granted(alice, 2 * BURST)).isEqualTo(BURST);
                            assertThat(one.get("/me", alice).header("RateLimit"))
                                    .startsWith("\"queries\";r=0;");
                            assertThat(other.get("/me", alice).status()).isEqualTo(429);
                            assertThat(other.get("/me", issuer.token("bob " + attempts, null))
                                            .status())
                                    .isEqualTo(200);
                        });
    }

    @Test
    void without_their_store_nodes_count_alone_and_say_so(CapturedOutput output) throws Exception {
        var alice = issuer.token("alice", null);
        assertThat(one.get("/me", alice).status()).isEqualTo(200);
        mongo.close();

        assertThat(granted(alice, 4 * BURST)).isEqualTo(2 * BURST);
        assertThat(output).contains("Rate limits count on this node alone").doesNotContain("alice");
    }

    private Service node() {
        return Service.start(
                issuer,
                "taskledger.rate-limit.store=mongodb",
                "taskledger.mongodb.uri=" + mongo.uri(),
                "taskledger.rate-limit.queries.per-minute=1",
                "taskledger.rate-limit.queries.burst=" + BURST);
    }

    /** The number of granted requests out of this many concurrent ones, alternating between both nodes. */
    private int granted(String token, int requests) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                Service node = i % 2 == 0 ? one : other;
                answers.add(threads.submit(() -> node.get("/me", token)));
            }
            int granted = 0;
            for (var answer : answers) {
                if (answer.get().status() == 200) {
                    granted++;
                }
            }
            return granted;
        }
    }
}
