package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.api.CommandService.User;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be carried out get clear responses. */
class BadInputTest {

    private final User alice = CommandService.shared().newUser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{\"title\":\"a\"} {}",
                "{\"title\":\"a\",}",
                "{'title':'a'}",
                "{\"title\":[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]}"
            })
    void what_is_no_json_object_is_malformed(String body) {
        var refused = alice.post("/api/tasks", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("malformed-json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|title",
                "{\"title\":null}|title",
                "{\"title\":7}|title",
                "{\"title\":\"a\\u0000b\"}|title",
                "{\"title\":\"\\ud800\"}|title",
                "{\"title\":\"a\",\"priority\":\"extreme\"}|priority",
                "{\"title\":\"a\",\"due\":\"tomorrow\"}|due",
                "{\"title\":\"a\",\"due\":\"2026-02-30\"}|due",
                "{\"title\":\"a\",\"due\":20261123}|due",
                "{\"title\":\"a\",\"due\":\"0000-01-01\"}|due",
                "{\"title\":\"a\",\"tags\":\"home\"}|tags",
                "{\"title\":\"a\",\"tags\":[1]}|tags",
                "{\"title\":\"a\",\"tags\":[\"\"]}|tags",
                "{\"title\":\"a\",\"status\":\"completed\"}|status",
                "{\"title\":\"a\",\"id\":\"1-1-1-1-1\"}|id",
                "{\"title\":\"a\",\"colour\":\"red\"}|colour"
            })
    void a_wrong_field_is_named(String body, String field) {
        var refused = alice.post("/api/tasks", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("validation-failed");
        assertThat(refused.body().path("details").size()).isEqualTo(1);
        assertThat(refused.body().at("/details/0/field").stringValue()).isEqualTo(field);
    }

    @Test
    void a_field_with_an_outrageous_name_is_refused_all_the_same() {
        var refused = alice.post("/api/tasks", "{\"title\":\"a\",\"\\u0007%s\":1}".formatted("x".repeat(5_000)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/details/0/field").stringValue()).hasSizeLessThan(100);
    }

    @Test
    void an_id_that_is_no_uuid_is_refused() {
        assertThat(alice.post("/api/tasks/1-1-1-1-1/start", "").status()).isEqualTo(400);
        assertThat(alice.delete("/api/tasks/nonsense").code()).isEqualTo("bad-request");
    }

    @Test
    void another_media_type_is_refused() {
        assertThat(alice.post("/api/tasks", "title=a", "Content-Type", "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void a_body_of_more_than_a_mebibyte_is_refused() {
        var refused = alice.post("/api/tasks", "{\"title\":\"" + "x".repeat(1 << 20) + "\"}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("payload-too-large");
    }

    @Test
    void an_unknown_route_and_a_wrong_method_are_problems_too() {
        assertThat(alice.post("/api/nothing", "{}").code()).isEqualTo("not-found");
        assertThat(alice.send("PATCH", "/api/tasks", "{}").code()).isEqualTo("method-not-allowed");
    }

    @Test
    void without_a_token_nothing_is_answered() {
        var service = CommandService.shared();
        var refused = service.answer(HttpRequest.newBuilder(URI.create(service.origin() + "/api/tasks"))
                .POST(BodyPublishers.ofString("{\"title\":\"a\"}"))
                .header("Content-Type", "application/json")
                .build());

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body().path("message").stringValue()).isEqualTo("Missing or invalid authorization header");
    }
}
