package io.taskledger.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.edge.Service;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final int CONNECTIONS = 1_600;

    private static EmbeddedIssuer issuer;
    private static Service service;

    private final List<Socket> crowd = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        issuer = EmbeddedIssuer.start();
        service = Service.start(
                issuer,
                "server.tomcat.max-connections=" + CONNECTIONS,
                "taskledger.rate-limit.failures.burst=100000",
                "taskledger.rate-limit.commands.burst=100000");
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : crowd) {
            socket.close();
        }
    }

    @Test
    void connections_that_send_nothing_keep_nobody_out() throws IOException {
        join(2 * CONNECTIONS, "");

        assertAnswered();
        assertThat(crowd.stream().filter(CrowdTest::isOpen).count()).isLessThanOrEqualTo(CONNECTIONS);
    }

    @Test
    void the_one_that_was_heard_of_last_is_dropped_last() throws IOException {
        Socket active = join("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(active.getInputStream().read()).isEqualTo('H');
        for (int i = 0; i < 20; i++) {
            join(CONNECTIONS / 10, "");
            send(active, "GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(active.getInputStream().skip(1)).isEqualTo(1);
        }
    }

    @Test
    void requests_whose_headers_never_end_are_few() throws IOException {
        join(1_000, "GET /me HTTP/1.1\r\nHost: x\r\nX-Slow: ");

        assertAnswered();
        assertStay(FairProtocol.HALF_REQUESTS);
    }

    @Test
    void bodies_that_never_end_are_few_even_behind_a_refusal() throws IOException {
        join(600, "POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");

        assertAnswered();
        assertStay(FairProtocol.SLOW_BODIES);
    }

    @Test
    void bodies_that_never_end_are_few_from_users_too() throws IOException {
        join(
                600,
                "POST /notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\n"
                                .formatted(service.token("mallory"))
                        + "Content-Length: 1000\r\n\r\n{");

        assertAnswered();
        assertStay(FairProtocol.SLOW_BODIES);
    }

    private static void assertAnswered() {
        assertThat(service.get("/me", service.token("alice")).status()).isEqualTo(200);
    }

    private void assertStay(int atMost) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                crowd.stream().filter(CrowdTest::isOpen).count())
                        .isBetween(1L, (long) atMost));
    }

    /** Reads away what was answered; a time without anything means that the connection stands. */
    private static boolean isOpen(Socket socket) {
        try {
            socket.setSoTimeout(1);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // what comes before the end does not matter here
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void join(int howMany, String sent) throws IOException {
        for (int i = 0; i < howMany; i++) {
            join(sent);
        }
    }

    private Socket join(String sent) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        crowd.add(socket);
        send(socket, sent);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
