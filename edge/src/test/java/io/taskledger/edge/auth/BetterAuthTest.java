package io.taskledger.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.taskledger.edge.Service;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** An unmodified Better Auth server with jwt(), bearer() and admin(). */
class BetterAuthTest {

    private static BetterAuthServer auth;
    private static Service service;
    private static EmbeddedIssuer unused;

    private static @Nullable String missing;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        try {
            auth = BetterAuthServer.start("EdDSA");
        } catch (TestAbortedException e) {
            missing = e.getMessage();
            return;
        }
        unused = EmbeddedIssuer.start();
        service = serviceOf(auth);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
            unused.close();
            auth.close();
        }
    }

    /** Here, and not before all tests, so that skipped tests are counted and named. */
    @BeforeEach
    void skipWithoutNode() {
        assumeTrue(missing == null, missing);
    }

    private static Service serviceOf(BetterAuthServer auth) {
        return Service.start(
                unused,
                "taskledger.auth.jwks-url=" + auth.origin() + "/api/auth/jwks",
                "taskledger.auth.issuer=" + auth.origin(),
                "taskledger.auth.audience=" + auth.origin());
    }

    @Test
    void whoever_signs_up_comes_in_under_an_id_that_is_no_uuid() {
        var answer = service.get("/me", auth.jwt(auth.signUp("new@example.com")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.member("id")).hasSize(32).doesNotContain("-");
    }

    @Test
    void two_sessions_of_one_user_are_one_owner() {
        var first = auth.jwt(auth.signUp("twice@example.com"));
        var second = auth.jwt(auth.signIn("twice@example.com"));

        assertThat(service.get("/me", second).body())
                .isEqualTo(service.get("/me", first).body());
    }

    @Test
    void the_role_that_admin_gave_is_the_callers() {
        var session = auth.signUp("boss@example.com");
        assertThat(service.get("/admin", auth.jwt(session)).status()).isEqualTo(403);
        auth.control("make-admin", "{\"email\":\"boss@example.com\"}");

        assertThat(service.get("/admin", auth.jwt(session)).status()).isEqualTo(200);
    }

    @Test
    void a_banned_user_is_refused() {
        var session = auth.signUp("spam@example.com");
        auth.control("ban", "{\"email\":\"spam@example.com\"}");

        assertThat(service.get("/me", auth.jwt(session)).status()).isEqualTo(403);
    }

    @Test
    void a_session_token_is_no_json_web_token() {
        assertThat(service.get("/me", auth.signUp("session@example.com")).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES512", "PS256", "RS256"})
    void every_algorithm_that_it_can_be_set_to_is_taken(String algorithm) throws IOException, InterruptedException {
        try (var other = BetterAuthServer.start(algorithm);
                var trusting = serviceOf(other)) {
            assertThat(trusting.get("/me", other.jwt(other.signUp("a@example.com")))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void keys_are_rotated_while_serving_and_a_removed_one_counts_no_longer() throws IOException, InterruptedException {
        try (var rotating = BetterAuthServer.start("EdDSA")) {
            var properties =
                    AuthProperties.jwt(rotating.origin() + "/api/auth/jwks", rotating.origin(), rotating.origin());
            var verifier = new TokenVerifier(properties, JwksKeys.from(properties.keys(), () -> {}, KeysTest.AT_ONCE));
            var session = rotating.signUp("a@example.com");
            var old = rotating.jwt(session);
            assertThat(verifier.verify(old).getName()).hasSize(32);

            rotating.control("expire-key", "{}");
            var signedAnew = rotating.jwt(session);
            assertThat(verifier.verify(signedAnew).getName()).hasSize(32);
            assertThat(verifier.verify(old).getName()).hasSize(32);

            rotating.control("forget-keys", "{}");
            rotating.control("expire-key", "{}");
            assertThat(verifier.verify(rotating.jwt(session)).getName()).hasSize(32);
            assertThatThrownBy(() -> verifier.verify(old)).hasMessageContaining("Invalid or expired token");
        }
    }

    @Test
    void a_service_that_starts_before_it_answers_503_until_it_is_there() throws IOException, InterruptedException {
        try (var late = BetterAuthServer.start("EdDSA")) {
            var token = late.jwt(late.signUp("a@example.com"));
            late.close();
            try (var trusting = serviceOf(late)) {
                var refused = trusting.get("/me", token);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isEqualTo("5");

                late.start();
                var anew = late.jwt(late.signUp("a@example.com"));
                await().until(() -> trusting.get("/me", anew).status() == 200);
                late.close();
                assertThat(trusting.get("/me", anew).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void in_session_mode_its_sessions_are_the_tokens_and_end_when_it_ends_them() {
        try (var asking = Service.start(
                unused,
                "taskledger.auth.mode=session",
                "taskledger.auth.session-url=" + auth.origin() + "/api/auth/get-session")) {
            var session = auth.signUp("mode@example.com");
            assertThat(asking.get("/me", session).body())
                    .isEqualTo(service.get("/me", auth.jwt(session)).body());
            assertThat(asking.get("/me", auth.jwt(session)).status()).isEqualTo(401);

            auth.control("end-sessions", "{}");
            await().pollInterval(Duration.ofMillis(500))
                    .until(() -> asking.get("/me", session).status() == 401);
        }
    }
}
