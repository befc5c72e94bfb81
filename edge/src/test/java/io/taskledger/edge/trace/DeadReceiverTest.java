package io.taskledger.edge.trace;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DeadReceiverTest {

    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void nothing_waits_for_a_receiver_that_takes_requests_and_never_answers() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(threads);
            server.createContext("/", exchange -> awaitEnd());
            server.start();
            try {
                var tracing = Tracing.to(
                        new TracingProperties(
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces", 1),
                        "test");
                assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
                    for (int i = 0; i < 20_000; i++) { // more than the queue keeps
                        tracing.tracer().spanBuilder("span").startSpan().end();
                    }
                    tracing.close();
                });
            } finally {
                over.countDown();
                server.stop(0);
            }
        }
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
