package io.taskledger.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.edge.Service;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Requests that no browser sends. */
@ExtendWith(OutputCaptureExtension.class)
class HostileRequestsTest {

    private static EmbeddedIssuer issuer;
    private static Service service;
    private static String mallory;

    @BeforeAll
    static void start() throws IOException {
        issuer = EmbeddedIssuer.start();
        service = Service.start(issuer);
        mallory = service.token("mallory");
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\n{\"text\":",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"te",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n\r\n{}\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n{}",
                "Content-Length: 2\r\nContent-Encoding: br\r\n\r\n{}",
                "Content-Length: 2\r\nContent-Type: text/html\r\n\r\n{}"
            })
    void a_body_that_is_cut_off_or_contradicts_itself_is_a_clients_fault(String rest, CapturedOutput output)
            throws IOException {
        var answer = raw(
                "POST /notes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + mallory
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\n" + rest,
                true);

        assertThat(answer).startsWith("HTTP/1.1 4").contains("\"type\":\"urn:taskledger:problem:");
        assertThat(output).doesNotContain("Unexpected failure");
    }

    @Test
    void a_compressed_body_is_not_unpacked() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bomb)) {
            out.write(new byte[100 * 1024 * 1024]);
        }
        var answer = service.send(
                service.request("/notes", mallory, "Content-Type", "application/json", "Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(bomb.toByteArray())));

        assertThat(bomb.size()).isLessThan(BodyLimitFilter.MAX_BYTES);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.member("message")).isEqualTo("The body must not be compressed");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void more_headers_than_anybody_needs_are_refused() throws IOException {
        assertThat(raw(
                        "GET /me HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(2_000) + "Connection: close\r\n\r\n",
                        false))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"bad-request\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/../me",
                "/open/%2e%2e/me",
                "/open/..%2fme",
                "/open/..;/me",
                "/open;/../me",
                "//me",
                "/./me",
                "/me%00",
                "/me%2f",
                "/ME",
                "/open%3f/../me",
                "/%6de",
                "http://elsewhere.example/me"
            })
    void no_spelling_of_a_path_gets_past_the_token(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", false))
                .matches("(?s)HTTP/1\\.1 (400|401|404) .*");
    }

    private static String raw(String request, boolean ended) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            if (ended) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
