package io.taskledger.edge.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.edge.Service;
import io.taskledger.edge.Service.Answer;
import io.taskledger.edge.SettingException;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    private static final String FRONTEND = "https://app.example.com";

    private static EmbeddedIssuer issuer;
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        issuer = EmbeddedIssuer.start();
        service = Service.start(issuer, "FRONTEND_URL=" + FRONTEND + ", http://localhost:3000");
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void a_preflight_of_the_frontend_needs_no_token(String method) {
        var answer = preflight(
                FRONTEND, method, "authorization,content-type,if-match,idempotency-key,consistency-token,prefer");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRONTEND);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains(method);
        assertThat(answer.header("Access-Control-Allow-Headers")).containsIgnoringCase("authorization");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("3600");
    }

    @Test
    void a_preflight_of_a_stranger_is_refused_as_a_problem() {
        var answer = preflight("https://evil.example", "POST", "authorization");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Headers")).isEmpty();
        assertThat(answer.member("code")).isEqualTo("forbidden");
    }

    @Test
    void the_frontend_may_read_what_it_needs_from_an_answer() {
        var answer = service.get("/me", service.token("alice"), "Origin", FRONTEND);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRONTEND);
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains(
                        "ETag",
                        "Location",
                        "Retry-After",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Consistency-Token",
                        "Link");
        assertThat(answer.response().headers().allValues("Vary")).contains("Origin", "Authorization");
    }

    @Test
    void the_frontend_may_read_a_refusal_too() {
        var answer = service.get("/me", null, "Origin", FRONTEND);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRONTEND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2fb", "/me;x=1", "/no/such/route"})
    void the_frontend_may_read_what_container_and_firewall_refuse(String path) {
        var answer = service.get(path, service.token("alice"), "Origin", FRONTEND);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRONTEND);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After");
        assertThat(answer.response().headers().allValues("Vary")).contains("Origin");
    }

    @Test
    void a_stranger_may_read_that_it_is_refused_and_nothing_else() {
        var answer = service.get("/me", service.token("alice"), "Origin", "https://evil.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.member("code")).isEqualTo("forbidden");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.body()).doesNotContain("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-something-else", "last-event-id"})
    void the_frontend_may_read_that_a_header_is_not_allowed(String header) {
        var answer = preflight(FRONTEND, "GET", header);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.member("message")).contains("header");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRONTEND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "app.example.com",
                "https://app.example.com/app",
                "https://app.example.com?x=1",
                "https://user@app.example.com",
                "ftp://app.example.com",
                "https://a.example https://b.example",
                "https://a.example,",
                "null"
            })
    void a_setting_that_names_no_origin_stops_the_start(String setting) {
        assertThatThrownBy(() -> FrontendOrigins.parse(setting))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("FRONTEND_URL must ");
    }

    @Test
    void origins_are_read_as_browsers_write_them() {
        assertThat(FrontendOrigins.parse("https://App.Example.com:443/, http://localhost:3000")
                        .origins())
                .containsExactly("https://app.example.com", "http://localhost:3000");
        assertThat(FrontendOrigins.parse(null).origins()).containsExactly("http://localhost:3000");
    }

    private static Answer preflight(String origin, String method, String headers) {
        return service.send(service.request(
                        "/notes",
                        null,
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        method,
                        "Access-Control-Request-Headers",
                        headers)
                .method("OPTIONS", BodyPublishers.noBody()));
    }
}
