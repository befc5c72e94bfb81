package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.api.CommandService.User;
import org.junit.jupiter.api.Test;

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
