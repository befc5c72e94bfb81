package io.taskledger.edge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that hold connections and send almost nothing: a side stays alive, and serves again when they are closed. */
class SlowConnectionsTest {

    private static final long MIB = 1024 * 1024;
    private static final long SMALL_HEAP = 96;
    private static final long USUAL_HEAP = 400;
    private static final int SAMPLES = 5;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(3);

    /** The beginning of a connection; all but the first continue slowly. */
    enum Kind {
        SILENT(""),
        HEADERS("GET /me HTTP/1.1\r\nHost: x\r\nX-Slow: "),
        CONTRADICTION("GET /me HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\nX-Slow: "),
        REFUSED_BODY("POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{\"text\":\""),
        BODY("POST /notes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100000\r\n\r\n{\"text\":\""),
        LARGE_BODY("POST /notes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000000\r\n\r\n{\"text\":\"" + " ".repeat(900_000));

        private final String beginning;

        Kind(String beginning) {
            this.beginning = beginning;
        }

        byte[] beginning(String token) {
            return beginning.formatted(token).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static SmallService small;
    private static long smallFiles;

    @BeforeAll
    static void start() throws IOException {
        small = service(SMALL_HEAP);
        smallFiles = filesAtRest(small);
    }

    @AfterAll
    static void stop() {
        small.close();
    }

    @ParameterizedTest
    @EnumSource
    void hundreds_of_slow_connections_leave_a_service_with_a_small_heap_alive(Kind kind) throws IOException {
        assertSurvives(
                small,
                smallFiles,
                new Crowd(small.port(), kind == Kind.LARGE_BODY ? 150 : 800, kind.beginning(small.token())),
                Connections.limit(SMALL_HEAP * MIB));
    }

    @Tag("thorough")
    @ParameterizedTest
    @EnumSource
    void ten_thousand_slow_connections_leave_a_service_alive(Kind kind) throws IOException {
        assumeFiles(10_500);
        try (var service = service(USUAL_HEAP)) {
            assertSurvives(
                    service,
                    filesAtRest(service),
                    new Crowd(
                            service.port(), kind == Kind.LARGE_BODY ? 2_000 : 10_000, kind.beginning(service.token())),
                    Connections.limit(USUAL_HEAP * MIB));
        }
    }

    @Tag("thorough")
    @ParameterizedTest
    @EnumSource(names = "LARGE_BODY", mode = EnumSource.Mode.EXCLUDE)
    void no_kind_of_slow_connection_costs_more(Kind kind) throws IOException {
        long cost = cost(kind, 100);
        System.out.printf("A connection of the kind %s takes %,d bytes of heap%n", kind, cost);
        assertThat(cost).isLessThan(Connections.BYTES_PER_CONNECTION);
    }

    /** Closed connections leave nothing behind, so that each kind is measured separately. */
    private static SmallService service(long heap) throws IOException {
        return new SmallService(heap + "m", "taskledger.rate-limit.enabled=false", "server.tomcat.processor-cache=0");
    }

    /** Some may be opened later, so one connection in ten may be missing. */
    private static long filesAtRest(SmallService service) {
        await().atMost(LONG).until(() -> answers(service));
        return service.files();
    }

    /**
     * @param others other open files of the service
     * @param held the maximum number of connections of the service
     */
    private static void assertSurvives(SmallService service, long others, Crowd crowd, int held) {
        try (crowd) {
            crowd.come();
            long present = Math.min(held, crowd.size());
            await().atMost(LONG).pollInterval(POLL).until(() -> service.files() - others >= present * 9 / 10);
            int begun = crowd.beats();
            await().atMost(LONG).until(() -> crowd.beats() > begun + 15 || !service.isAlive());
        }
        assertThat(service.isAlive()).as("alive, saying %s", service.output()).isTrue();
        await().atMost(LONG).until(() -> answers(service));
        assertThat(service.output())
                .noneMatch(line -> line.contains("OutOfMemoryError"))
                .hasSizeLessThan(100);
    }

    /**
     * The heap of one connection: the median of samples. The server closes slow connections after a while, on a slow
     * machine sooner than a sample is taken; then another crowd comes.
     */
    private static long cost(Kind kind, int connections) throws IOException {
        var beginning = kind.beginning(small.token());
        try (var warming = new Crowd(small.port(), connections, beginning)) {
            warming.come();
            await().atMost(LONG).until(() -> present() >= connections * 9 / 10);
        }
        await().atMost(LONG).until(() -> present() < connections / 10);
        long empty = settledHeap();
        List<Long> samples = new ArrayList<>();
        while (samples.size() < SAMPLES) {
            try (var crowd = new Crowd(small.port(), connections, beginning)) {
                crowd.come();
                await().atMost(LONG).until(() -> present() >= connections * 9 / 10);
                sample(connections, empty, samples);
            }
            await().atMost(LONG).until(() -> present() < connections / 10);
        }
        return samples.stream().sorted().skip(SAMPLES / 2).findFirst().orElseThrow();
    }

    /** Adds samples until there are enough, or until the server has closed connections. */
    private static void sample(int connections, long empty, List<Long> samples) {
        await().atMost(LONG).pollInterval(POLL).until(() -> {
            long heap = small.heap();
            long held = present();
            if (held >= connections * 9 / 10) {
                samples.add((heap - empty) / held);
            }
            return held < connections * 9 / 10 || samples.size() >= SAMPLES;
        });
    }

    /** Connections that the service holds; nearly, because it may have opened other files. */
    private static long present() {
        return small.files() - smallFiles;
    }

    /** Bytes in use, once five measurements in a row are nearly equal. */
    private static long settledHeap() {
        var last = new AtomicLong();
        var same = new AtomicInteger();
        await().atMost(LONG).pollInterval(POLL).until(() -> {
            long now = small.heap();
            boolean settled = Math.abs(now - last.getAndSet(now)) < 300_000;
            return (settled ? same.incrementAndGet() : same.getAndSet(0)) >= SAMPLES;
        });
        return last.get();
    }

    private static boolean answers(SmallService service) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/me"))
                                            .header("Authorization", "Bearer " + service.token())
                                            .timeout(Duration.ofSeconds(30))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void assumeFiles(long needed) {
        assumeThat(ManagementFactory.getOperatingSystemMXBean())
                .as("ulimit -n")
                .isInstanceOfSatisfying(
                        UnixOperatingSystemMXBean.class,
                        system -> assumeThat(system.getMaxFileDescriptorCount())
                                .as("ulimit -n")
                                .isGreaterThan(needed));
    }
}
