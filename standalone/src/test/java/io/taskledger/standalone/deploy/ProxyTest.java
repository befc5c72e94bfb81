package io.taskledger.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.ApiRoute;
import io.taskledger.standalone.deploy.StubSide.Asked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How deploy/nginx.conf handles requests, with a real nginx in front of stub nodes. */
class ProxyTest {

    private static final String FRONTEND = "https://app.example.com";
    private static final String PROXY_BEFORE_IT = "127.0.0.9";

    @TempDir
    static Path folder;

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static StubSide queryOne;
    private static StubSide queryTwo;
    private static StubSide commandOne;
    private static StubSide commandTwo;
    private static Nginx nginx;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        queryOne = opened(StubSide.start("query"));
        queryTwo = opened(StubSide.start("query"));
        commandOne = opened(StubSide.start("command"));
        commandTwo = opened(StubSide.start("command"));
        var auth = opened(StubSide.start("auth"));
        nginx = opened(Nginx.start(
                folder,
                Map.of(
                        "QUERY_SIDE", queryOne.address() + "," + queryTwo.address(),
                        "COMMAND_SIDE", commandOne.address() + ", " + commandTwo.address(),
                        "AUTH_SERVER", auth.address(),
                        "FRONTEND_URL", "http://localhost:3000, " + FRONTEND + "/",
                        "TRUSTED_PROXIES", PROXY_BEFORE_IT + "/32")));
        http = opened(client("127.0.0.1"));
    }

    @AfterAll
    static void stop() throws Exception {
        for (var each : OPEN.reversed()) {
            each.close();
        }
    }

    private static <T extends AutoCloseable> T opened(T resource) {
        OPEN.add(resource);
        return resource;
    }

    private static HttpClient client(String from) throws IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(from))
                .build();
    }

    @BeforeEach
    void reset() {
        List.of(queryOne, queryTwo, commandOne, commandTwo).forEach(StubSide::reset);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/tasks,query",
        "HEAD,/api/tasks,query",
        "GET,/api/users/me,query",
        "GET,/,query",
        "POST,/api/tasks,command",
        "PUT,/api/users/me,command",
        "PATCH,/api/tasks/1,command",
        "DELETE,/api/tasks/1,command",
        "OPTIONS,/api/tasks,command",
        "POST,/api/users/batch-get,query",
        "POST,/api/users/%62atch-get,query",
        "POST,/api/users/batch-get/x,command",
        "GET,/api/auth/token,auth",
        "POST,/api/auth/sign-in,auth",
        "GET,/api/authors,query"
    })
    void a_request_goes_to_the_side_that_answers_it(String method, String path, String side) throws Exception {
        var answer = send(http, method, path);

        assertThat(answer.statusCode()).isEqualTo(200);
        if (method.equals("HEAD")) {
            assertThat(asked(queryOne, queryTwo)).hasSize(1);
        } else {
            assertThat(answer.body()).isEqualTo(side);
        }
    }

    static List<ApiRoute> routes() {
        return ApiRoute.all();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void every_route_of_the_document_goes_to_the_side_that_it_names(ApiRoute route) throws Exception {
        var answer = send(http, route.method(), route.path().replaceAll("\\{.*?}", "1"));

        assertThat(answer.body()).isEqualTo(route.side());
    }

    @Test
    void a_path_reaches_the_side_as_it_was_sent() throws Exception {
        send(http, "GET", "/api//tasks/%2e%2F?q=%20a%26b");

        assertThat(asked(queryOne, queryTwo)).extracting(Asked::uri).containsExactly("/api//tasks/%2e%2F?q=%20a%26b");
    }

    @Test
    void both_nodes_of_a_side_are_asked_and_connections_to_them_stay_open() throws Exception {
        for (int i = 0; i < 60; i++) {
            send(http, i % 2 == 0 ? "GET" : "POST", "/api/tasks");
        }

        assertThat(queryOne.asked()).hasSizeBetween(10, 20);
        assertThat(queryTwo.asked()).hasSizeBetween(10, 20);
        assertThat(queryOne.connections()
                        + queryTwo.connections()
                        + commandOne.connections()
                        + commandTwo.connections())
                .as("connections for 60 requests")
                .isLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 0})
    void what_changes_nothing_is_repeated_on_another_node(int failure) throws Exception {
        queryOne.answers(failure);

        for (int i = 0; i < 4; i++) {
            assertThat(send(http, "GET", "/api/tasks").statusCode()).isEqualTo(200);
            assertThat(send(http, "POST", "/api/users/batch-get").statusCode()).isEqualTo(200);
        }
        assertThat(queryOne.asked()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"POST,503", "PUT,503", "PATCH,503", "DELETE,503", "POST,0", "PUT,0", "PATCH,0", "DELETE,0"})
    void a_command_with_a_key_is_repeated_on_another_node(String method, int failure) throws Exception {
        commandOne.answers(failure);

        for (int i = 0; i < 4; i++) {
            var answer = send(http, method, "/api/tasks/1", "Idempotency-Key", "\"k" + i + "\"");
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        assertThat(commandOne.asked()).isNotEmpty();
        assertThat(commandTwo.asked()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"POST,503", "PUT,503", "PATCH,503", "DELETE,503", "POST,0", "PUT,0", "PATCH,0", "DELETE,0"})
    void a_command_without_a_key_is_sent_once(String method, int failure) throws Exception {
        commandOne.answers(failure);
        commandTwo.answers(failure);

        var answer = send(http, method, "/api/tasks/1");

        assertThat(answer.statusCode()).isEqualTo(failure == 0 ? 504 : 503);
        assertThat(asked(commandOne, commandTwo)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 500, 502, 504})
    void no_other_answer_of_a_side_is_repeated_or_changed(int status) throws Exception {
        List.of(queryOne, queryTwo, commandOne, commandTwo).forEach(side -> side.answers(status));

        var read = send(http, "GET", "/api/tasks");
        var written = send(http, "POST", "/api/tasks", "Idempotency-Key", "\"k\"");

        assertThat(List.of(read.statusCode(), written.statusCode())).containsOnly(status);
        assertThat(List.of(read.body(), written.body())).containsExactly("query", "command");
        assertThat(asked(queryOne, queryTwo, commandOne, commandTwo)).hasSize(2);
    }

    @Test
    void a_node_that_was_busy_is_asked_again_at_once() throws Exception {
        queryOne.answers(503);
        for (int i = 0; i < 4; i++) {
            send(http, "GET", "/api/tasks");
        }
        queryOne.reset();

        for (int i = 0; i < 4; i++) {
            send(http, "GET", "/api/tasks");
        }
        assertThat(queryOne.asked()).hasSize(2);
    }

    @Test
    void a_command_whose_answer_was_lost_has_an_unknown_outcome() throws Exception {
        List.of(commandOne, commandTwo).forEach(side -> side.answers(0));

        var answer = send(http, "POST", "/api/tasks?a=b", "Origin", FRONTEND);

        assertProblem(answer, 504, "outcome-unknown");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(answer).path("instance").stringValue()).isEqualTo("/api/tasks");
    }

    @Test
    void a_query_that_no_node_answers_may_be_asked_again() throws Exception {
        List.of(queryOne, queryTwo).forEach(side -> side.answers(0));

        var answer = send(http, "GET", "/api/tasks", "Origin", FRONTEND);

        assertProblem(answer, 503, "shutting-down");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/tasks,503,not-carried-out",
        "GET,/api/tasks,503,shutting-down",
        "GET,/api/auth/token,503,auth-unavailable"
    })
    void where_no_node_listens_nothing_was_carried_out(String method, String path, int status, String code)
            throws Exception {
        try (var lonely = Nginx.start(
                        folder.resolve("lonely"),
                        Map.of(
                                "QUERY_SIDE", "127.0.0.1:1",
                                "COMMAND_SIDE", "127.0.0.1:1",
                                "AUTH_SERVER", "127.0.0.1:1",
                                "FRONTEND_URL", FRONTEND));
                var client = client("127.0.0.1")) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(lonely.origin() + path))
                            .method(method, BodyPublishers.ofString("{}"))
                            .header("Origin", FRONTEND)
                            .build(),
                    BodyHandlers.ofString());

            assertProblem(answer, status, code);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void what_nginx_refuses_itself_is_a_problem_that_the_frontend_can_read() throws Exception {
        assertProblem(
                send(http, "POST", "/api/tasks", "x".repeat(2_100_000), "Origin", FRONTEND), 413, "payload-too-large");
        assertProblem(send(http, "TRACE", "/api/tasks", "Origin", FRONTEND), 405, "method-not-allowed");
        assertProblem(send(http, "GET", "/problem/unavailable", "Origin", FRONTEND), 404, "not-found");
        assertProblem(
                send(http, "GET", "/api/tasks", "Origin", FRONTEND, "X-Long", "x".repeat(17_000)), 400, "bad-request");
        assertProblem(send(http, "GET", "/api/" + "x".repeat(17_000)), 400, "bad-request");
        assertThat(raw("127.0.0.1", "GET / HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "\"code\":\"bad-request\"");
        assertThat(asked(queryOne, queryTwo, commandOne, commandTwo)).isEmpty();
    }

    @Test
    void pages_of_other_origins_cannot_read_its_errors() throws Exception {
        var answer = send(http, "TRACE", "/api/tasks", "Origin", "https://evil.example.com");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void a_problem_is_json_whatever_was_asked_for() throws Exception {
        var answer = raw("127.0.0.1", "TRACE /a\"\\b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        var problem = JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.path("instance").stringValue()).isEqualTo("/a");
    }

    @Test
    void a_header_of_15_kb_passes() throws Exception {
        assertThat(send(http, "GET", "/api/tasks", "X-Long", "x".repeat(15_000)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_address_that_a_client_made_up_is_dropped() throws Exception {
        send(http, "GET", "/api/tasks", "X-Forwarded-For", "6.6.6.6", "X-Forwarded-Proto", "https");

        assertThat(asked(queryOne, queryTwo)).singleElement().satisfies(request -> {
            assertThat(request.forwardedFor()).containsExactly("127.0.0.1");
            assertThat(request.scheme()).isEqualTo("http");
        });
    }

    @Test
    void the_address_that_a_trusted_proxy_tells_is_passed_on_without_what_stands_before_it() throws Exception {
        try (var proxy = client(PROXY_BEFORE_IT)) {
            send(
                    proxy,
                    "GET",
                    "/api/tasks",
                    "X-Forwarded-For",
                    "6.6.6.6, 203.0.113.7, 127.0.0.9",
                    "X-Forwarded-Proto",
                    "https");
        }

        assertThat(asked(queryOne, queryTwo)).singleElement().satisfies(request -> {
            assertThat(request.forwardedFor()).containsExactly("203.0.113.7");
            assertThat(request.scheme()).isEqualTo("https");
        });
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = json(answer);
        assertThat(problem.path("code").stringValue()).isEqualTo(code);
        assertThat(problem.path("type").stringValue()).isEqualTo("urn:taskledger:problem:" + code);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("message")).isEqualTo(problem.path("detail"));
        var asked = answer.request().headers().map();
        if (asked.containsKey("Origin") && !asked.containsKey("X-Long")) { // if a header is too long, nginx reads none
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains(FRONTEND);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                    .contains("true");
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<Asked> asked(StubSide... sides) {
        return List.of(sides).stream().flatMap(side -> side.asked().stream()).toList();
    }

    private static HttpResponse<String> send(HttpClient client, String method, String path, String... headers)
            throws IOException, InterruptedException {
        boolean body = headers.length % 2 == 1;
        var request = HttpRequest.newBuilder(URI.create(nginx.origin() + path))
                .timeout(Duration.ofMinutes(2))
                .method(method, BodyPublishers.ofString(body ? headers[0] : ""));
        for (int i = body ? 1 : 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends this text and reads until the connection is closed. */
    private static String raw(String from, String request) throws IOException {
        try (var socket = nginx.connect(from)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
