package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.api.CommandService.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller's profile, over HTTP. */
class UserApiTest {

    private static final String BODY = "{\"displayName\":\"Alice\",\"timeZone\":\"Europe/Berlin\"}";

    private final User alice = CommandService.shared().newUser();

    @Test
    void the_first_update_creates_the_profile_and_the_same_again_appends_nothing() {
        var first = alice.put("/api/users/" + alice.id, BODY);
        var again = alice.put("/api/users/" + alice.id, BODY);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("updatedBy").stringValue()).isEqualTo(alice.id);
        assertThat(first.body().at("/user/displayName").stringValue()).isEqualTo("Alice");
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a/b", "..", ".", "%", "%2F", "a\\b", "me", "batch-get", "a b", "//", "ü🎉?#"})
    void everybody_sets_a_profile_of_their_own_whatever_they_are_called(String sub) {
        var somebody = CommandService.shared().newUser(sub);
        var first = somebody.put("/api/users/me", BODY, "Idempotency-Key", "k");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(first.body().at("/user/id").stringValue()).isEqualTo(sub);
        assertThat(first.body().path("updatedBy").stringValue()).isEqualTo(sub);
        assertThat(somebody.put("/api/users/me", BODY, "Idempotency-Key", "k")
                        .response()
                        .body())
                .isEqualTo(first.response().body());
        assertThat(somebody.put("/api/users/me", BODY, "If-Match", "\"2\"").status())
                .isEqualTo(412);
        assertThat(somebody.put("/api/users/me", BODY.replace("Alice", "Bob"), "If-Match", "\"1\"")
                        .header("ETag"))
                .isEqualTo("\"2\"");
    }

    @Test
    void a_condition_that_cannot_be_read_stops_a_write() {
        assertThat(alice.put("/api/users/me", BODY, "If-Match", "1").status()).isEqualTo(400);
    }

    @Test
    void one_profile_is_written_by_both_routes() {
        alice.put("/api/users/me", BODY);

        assertThat(alice.put("/api/users/" + alice.id, BODY.replace("Alice", "Bob"))
                        .header("ETag"))
                .isEqualTo("\"2\"");
    }

    @Test
    void another_users_profile_is_forbidden() {
        var refused = alice.put("/api/users/somebody", BODY);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("message").stringValue())
                .isEqualTo("Access denied: Cannot access other user's data");
    }

    @Test
    void if_match_guards_it() {
        var path = "/api/users/" + alice.id;
        assertThat(alice.put(path, BODY, "If-Match", "*").status()).isEqualTo(412);
        assertThat(alice.put(path, BODY, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(alice.put(path, BODY).status()).isEqualTo(200);
        assertThat(alice.put(path, BODY, "If-Match", "*").status()).isEqualTo(200);
        assertThat(alice.put(path, BODY, "If-Match", "\"2\"").status()).isEqualTo(412);
    }

    @Test
    void a_retry_answers_the_original_profile() {
        var path = "/api/users/" + alice.id;
        var first = alice.put(path, BODY, "Idempotency-Key", "k");
        alice.put(path, BODY.replace("Alice", "Bob"));

        assertThat(alice.put(path, BODY, "Idempotency-Key", "k").response().body())
                .isEqualTo(first.response().body());
    }

    @Test
    void a_time_zone_that_nobody_knows_is_refused() {
        var refused = alice.put("/api/users/" + alice.id, BODY.replace("Berlin", "Atlantis"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/details/0/field").stringValue()).isEqualTo("timeZone");
    }
}
