package io.taskledger.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.taskledger.edge.Service;
import io.taskledger.edge.Service.Answer;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With an auth server whose responses the test sets; {@code BetterAuthTest} has the real one. */
class SessionModeTest {

    private static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();
    private static final AtomicInteger LOOKUPS = new AtomicInteger();

    private static HttpServer authServer;
    private static EmbeddedIssuer issuer;
    private static Service service;
    private static volatile int status;
    private static volatile CountDownLatch mayAnswer;
    private static volatile CountDownLatch mayEnd;

    @BeforeAll
    static void start() throws IOException {
        authServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authServer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        authServer.createContext("/api/auth/get-session", SessionModeTest::answer);
        authServer.start();
        issuer = EmbeddedIssuer.start();
        service = Service.start(
                issuer,
                "taskledger.auth.mode=session",
                "taskledger.auth.session-url=http://127.0.0.1:"
                        + authServer.getAddress().getPort() + "/api/auth/get-session");
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
        authServer.stop(0);
    }

    @BeforeEach
    void allIsWell() {
        status = 200;
        mayAnswer = new CountDownLatch(0);
        mayEnd = new CountDownLatch(1);
        LOOKUPS.set(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        LOOKUPS.incrementAndGet();
        try (exchange) {
            mayAnswer.await();
            var token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
            var body = SESSIONS.getOrDefault(token, "null").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            if (token.equals("half-answered")) {
                exchange.sendResponseHeaders(status, 1000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                mayEnd.await();
                return;
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String session(String token, String user, Instant expires) {
        SESSIONS.put(token, "{\"session\":{\"expiresAt\":\"%s\",\"id\":\"s\"},\"user\":%s}".formatted(expires, user));
        return token;
    }

    private static String session(String token, String user) {
        return session(token, user, Instant.now().plusSeconds(3600));
    }

    @Test
    void a_session_names_the_caller() {
        var token = session("abc/+.sig=", "{\"id\":\"alice\",\"email\":\"a@example.com\",\"image\":null}");

        assertThat(service.get("/me", token).body()).isEqualTo("{\"id\":\"alice\"}");
    }

    @Test
    void a_token_that_is_no_session_is_invalid() {
        var answer = service.get("/me", "nobody");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.member("message")).isEqualTo("Invalid or expired token");
    }

    @Test
    void a_json_web_token_is_no_session() {
        assertThat(service.get("/me", service.token("alice")).status()).isEqualTo(401);
    }

    @Test
    void a_session_past_its_end_is_invalid() {
        var token = session("old", "{\"id\":\"alice\"}", Instant.now().minusSeconds(1));

        assertThat(service.get("/me", token).status()).isEqualTo(401);
    }

    @Test
    void a_banned_user_is_refused() {
        var answer = service.get("/me", session("banned", "{\"id\":\"mallory\",\"banned\":true}"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.member("code")).isEqualTo("banned");
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "429", "302", "404"})
    void an_auth_server_that_fails_is_503_and_signs_nobody_out(int failure) {
        var token = session("during-" + failure, "{\"id\":\"alice\"}");
        status = failure;

        var answer = service.get("/me", token);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        status = 200;
        assertThat(service.get("/me", token).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    no-json    | Welcome to the proxy
                    empty      | ''
                    list       | []
                    no-user    | {"session":{"expiresAt":"2099-01-01T00:00:00Z"}}
                    no-session | {"user":{"id":"alice"}}
                    no-id      | {"session":{"expiresAt":"2099-01-01T00:00:00Z"},"user":{"id":7}}
                    """)
    void an_answer_that_better_auth_does_not_give_counts_as_a_failure(String token, String answer) {
        SESSIONS.put(token, answer);

        assertThat(service.get("/me", token).status()).isEqualTo(503);
    }

    @Test
    @Timeout(120) // without the client's time-out of two seconds there would be no response
    void an_auth_server_that_hangs_is_given_up() {
        var token = session("slow", "{\"id\":\"alice\"}");
        mayAnswer = new CountDownLatch(1);
        try {
            assertThat(service.get("/me", token).status()).isEqualTo(503);
        } finally {
            mayAnswer.countDown();
        }
    }

    @Test
    void an_answer_that_begins_and_never_ends_is_given_up_for_all_who_wait_for_it() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < 5; i++) {
                    answers.add(threads.submit(() -> service.get("/me", "half-answered")));
                }
                for (var answer : answers) {
                    assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(503);
                }
            } finally {
                mayEnd.countDown();
            }
        }
    }

    @Test
    void requests_at_the_same_time_share_a_look_up() throws Exception {
        var token = session("shared", "{\"id\":\"alice\"}");
        mayAnswer = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> service.get("/me", token)));
            }
            await().until(() -> LOOKUPS.get() == 1);
            mayAnswer.countDown();
        }
        for (var answer : answers) {
            assertThat(answer.get().status()).isEqualTo(200);
        }
        assertThat(LOOKUPS).hasValue(1);
    }

    @Test
    void a_revoked_session_is_refused_within_seconds() {
        var token = session("revoked", "{\"id\":\"alice\"}");
        assertThat(service.get("/me", token).status()).isEqualTo(200);
        SESSIONS.remove(token);

        await().pollInterval(Duration.ofMillis(250))
                .until(() -> service.get("/me", token).status() == 401);
    }
}
