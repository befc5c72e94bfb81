package io.taskledger.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.edge.Service;
import io.taskledger.edge.Service.Answer;
import io.taskledger.edge.web.BodyLimitFilter;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {

    private static EmbeddedIssuer issuer;
    private static Service service;
    private static String alice;

    @BeforeAll
    static void start() throws IOException {
        issuer = EmbeddedIssuer.start();
        service = Service.start(issuer);
        alice = service.token("alice");
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void a_problem_carries_every_member() {
        var answer = service.get("/conflict", alice);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body()).isEqualTo("""
                        {"type":"urn:taskledger:problem:conflict","title":"Conflict","status":409,\
                        "detail":"Somebody else was first","instance":"/conflict","code":"conflict",\
                        "message":"Somebody else was first"}""");
    }

    @Test
    void no_route_is_404() {
        assertProblem(service.get("/no/such/route", alice), 404, "not-found");
        assertProblem(service.get("/error", alice), 404, "not-found");
    }

    @Test
    void another_method_is_405_and_says_which_are_allowed() {
        var answer = service.send(service.request("/me", alice).DELETE());

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).contains("GET");
    }

    @Test
    void a_client_that_accepts_something_else_gets_406_and_its_problem() {
        var answer = service.post("/notes", alice, "{\"text\":\"a\",\"count\":1}", "Accept", "text/html");

        assertProblem(answer, 406, "not-acceptable");
    }

    @Test
    void a_browser_gets_no_html() {
        assertProblem(service.get("/conflict", alice, "Accept", "text/html"), 409, "conflict");
        assertProblem(service.get("/me", null, "Accept", "text/html"), 401, "unauthorized");
    }

    @Test
    void another_media_type_is_415() {
        var answer = service.send(
                service.request("/notes", alice, "Content-Type", "text/plain").POST(BodyPublishers.ofString("hello")));

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.header("Accept")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{\"text\":\"a\",\"text\":\"b\",\"count\":1}", "{\"text\":'a'}"})
    void a_body_that_is_no_json_is_400(String body) {
        assertProblem(service.post("/notes", alice, body), 400, "malformed-json");
    }

    @Test
    void json_nested_too_deep_is_400() {
        assertProblem(
                service.post("/notes", alice, "{\"x\":" + "[".repeat(33) + "]".repeat(33) + "}"),
                400,
                "malformed-json");
    }

    @Test
    void a_value_of_the_wrong_type_is_422_and_names_the_field_but_not_the_value() {
        var answer = service.post("/notes", alice, "{\"text\":\"a\",\"count\":\"secret\"}");

        assertProblem(answer, 422, "validation-failed");
        assertThat(answer.body()).contains("\"details\":[{\"field\":\"count\",").doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"/users, id", "/users?id=alice&count=x, count"})
    void a_parameter_that_is_missing_or_no_number_is_400_and_named(String path, String parameter) {
        var answer = service.get(path, alice);

        assertProblem(answer, 400, "bad-request");
        assertThat(answer.body()).contains("\"details\":[{\"field\":\"" + parameter + "\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users?id=%zz", "/users?id=%ff%fe%", "/users?id=a&x"})
    void parameters_that_cannot_be_decoded_or_are_too_many_are_400(String start) throws IOException {
        String many = start.endsWith("x") ? "=1&x".repeat(101) + "=1" : "";
        var answer = raw("GET " + start + many + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + alice + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"bad-request\"");
    }

    @Test
    void a_connection_of_ours_that_broke_is_not_taken_for_a_client_that_went_away() {
        assertProblem(service.get("/broken-pipe-to-the-database", alice), 500, "internal-error");
    }

    @Test
    void what_nobody_foresaw_is_500_and_only_its_id_and_place_are_told(CapturedOutput output) {
        var answer = service.get("/broken", alice, "X-Correlation-Id", "intent-7");

        assertProblem(answer, 500, "internal-error");
        assertThat(answer.member("errorId")).isEqualTo("intent-7");
        assertThat(answer.header("X-Correlation-Id")).isEqualTo("intent-7");
        assertThat(answer.body()).doesNotContain("secret", "IllegalState");
        assertThat(output)
                .contains("[intent-7]", "java.lang.IllegalStateException", "EdgeApplication$Routes.broken")
                .doesNotContain("secret", "alice@example.com");
    }

    @Test
    void a_body_over_1_mib_is_413_announced_or_not() {
        var large = ("\"" + "a".repeat(BodyLimitFilter.MAX_BYTES) + "\"").getBytes(StandardCharsets.US_ASCII);

        assertProblem(
                service.send(service.request("/notes", alice, "Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(large))),
                413,
                "payload-too-large");
        assertProblem(
                service.send(service.request("/notes", alice, "Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                413,
                "payload-too-large");
    }

    @Test
    void a_body_of_1_mib_passes_announced_or_not() {
        var note = "{\"text\":\"a\",\"count\":1}";
        var full = (note + " ".repeat(BodyLimitFilter.MAX_BYTES - note.length())).getBytes(StandardCharsets.US_ASCII);

        assertThat(service.send(service.request("/notes", alice, "Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(full)))
                        .status())
                .isEqualTo(200);
        assertThat(service.send(service.request("/notes", alice, "Content-Type", "application/json")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(full))))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a%2fb HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET //me;x=1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a{b} HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /me HTTP/1.1\r\n\r\n",
                "GET /me HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET /me HTTP/9.9\r\nHost: x\r\n\r\n",
                "G@T /me HTTP/1.1\r\nHost: x\r\n\r\n",
                "TRACE /me HTTP/1.1\r\nHost: x\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void what_tomcat_refuses_itself_has_no_html_either(String request) throws IOException {
        assertNoHtml(raw(request));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/notes/{id}    404 /notes/%7Bid%7D",
                "/a|b           404 /a%7Cb",
                "/a%2Fb         400 /a%2Fb         encoded",
                "/a%5cb         400 /a%5cb         encoded",
                "/a\\b         400 /a%5Cb         backslash",
                "/me;x=1        400 /me;x=1        semicolon",
                "/me%3bx        400 /me%3bx        semicolon",
                "//me           400 //me           empty",
                "/open/%2e%2e/x 400 /open/%2e%2e/x dots",
                "/a%zz          400 /a%25zz        hexadecimal",
                "/a%00          400 /a%00          %25"
            })
    void a_path_that_is_refused_is_named_and_its_fault_too(String line) throws IOException {
        var expected = List.of(line.strip().split(" +"));

        var answer = raw(
                "GET " + expected.getFirst() + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + alice + "\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + expected.get(1))
                .contains("\"instance\":\"" + expected.get(2) + "\"")
                .contains(expected.size() > 3 ? expected.get(3) : "");
    }

    @Test
    void a_request_that_cannot_be_read_is_told_so() throws IOException {
        assertThat(raw("GET /me HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"))
                .contains("\"detail\":\"The request line or a header cannot be read\"");
    }

    @Test
    void headers_beyond_16_kib_are_refused_without_html() throws IOException {
        assertNoHtml(raw("GET /me HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"));
    }

    @Test
    void answers_are_private_and_revalidated_and_guarded_against_browsers_guesses() {
        var answer = service.get("/me", alice);

        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Correlation-Id")).matches("[0-9a-f]{32}");
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream()
                    .write(request.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertNoHtml(String answer) {
        assertThat(answer)
                .matches("(?s)HTTP/1\\.1 (4\\d\\d|505|501) .*")
                .doesNotContainIgnoringCase("<html", "tomcat", "at org.");
        var body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(answer).contains("application/problem+json");
        assertThat(body).startsWith("{\"type\":\"urn:taskledger:problem:").doesNotContain("null");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.member("code")).isEqualTo(code);
        assertThat(answer.member("type")).isEqualTo("urn:taskledger:problem:" + code);
        assertThat(answer.member("message")).isEqualTo(answer.member("detail")).isNotEmpty();
    }
}
