package io.taskledger.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One address that opens as many connections as it can, while another one must be served. */
class ProxyCrowdTest {

    private static final String CROWD = "127.0.0.1";
    private static final String SOMEBODY = "127.0.0.2";
    private static final String GET = "GET /api/tasks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final String POST =
            "POST /api/tasks HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
    private static final String SLOW_HEADERS = "GET /api/slow HTTP/1.1\r\nHost: x\r\nX-Slow: ";
    private static final String SLOW_BODY = "POST /api/slow HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{";

    @TempDir
    Path folder;

    private final List<Socket> crowd = new ArrayList<>();
    private StubSide side;
    private Nginx nginx;

    @BeforeEach
    void start() throws Exception {
        side = StubSide.start("side");
        nginx = Nginx.start(
                folder,
                Map.of("QUERY_SIDE", side.address(), "COMMAND_SIDE", side.address(), "AUTH_SERVER", side.address()));
    }

    @AfterEach
    void stop() throws Exception {
        for (var socket : crowd) {
            socket.close();
        }
        if (nginx != null) {
            nginx.close();
        }
        side.close();
    }

    @Test
    void idle_connections_slow_headers_and_slow_bodies_keep_nobody_else_out() throws Exception {
        open(1_000, "");
        open(300, SLOW_HEADERS);
        open(200, SLOW_BODY);

        assertThat(answer(SOMEBODY, GET)).startsWith("HTTP/1.1 200 ").endsWith("side");
        assertThat(answer(SOMEBODY, POST)).startsWith("HTTP/1.1 200 ").endsWith("side");
        assertThat(side.asked()).as("what reached the side").hasSize(2);
    }

    @Test
    void who_sends_nothing_more_is_dropped() throws Exception {
        open(1, SLOW_HEADERS);
        open(1, SLOW_BODY);

        for (var socket : crowd) {
            socket.setSoTimeout(120_000);
            assertThat(rest(socket)).doesNotContain(" 200 ");
        }
    }

    @Test
    void one_address_has_a_bounded_number_of_requests_at_a_time() throws Exception {
        var refused = IntStream.range(0, 3_000)
                .mapToObj(ignored -> answerAfterOneMore())
                .filter(answer -> !answer.startsWith("HTTP/1.1 200 "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody was refused"));

        assertThat(crowd).hasSizeGreaterThan(200);
        assertThat(refused)
                .startsWith("HTTP/1.1 429 ")
                .contains("Retry-After: 1\r\n", "application/problem+json", "\"code\":\"rate-limited\"");
        assertThat(answer(SOMEBODY, GET)).startsWith("HTTP/1.1 200 ");
    }

    private String answerAfterOneMore() {
        try {
            open(1, SLOW_BODY);
            return answer(CROWD, GET);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void open(int count, String beginning) throws IOException {
        for (int i = 0; i < count; i++) {
            var socket = nginx.connect(CROWD);
            crowd.add(socket);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private String answer(String from, String request) throws IOException {
        try (var socket = nginx.connect(from)) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return rest(socket);
        }
    }

    /** Everything received until the connection is closed or reset. */
    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "";
        }
    }
}
