package io.taskledger.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.edge.Service;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import io.taskledger.embedded.issuer.Issuer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

    private static EmbeddedIssuer embedded;
    private static Issuer issuer;
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        embedded = EmbeddedIssuer.start();
        issuer = embedded.issuer();
        service = Service.start(embedded);
    }

    @AfterAll
    static void stop() {
        service.close();
        embedded.close();
    }

    @Test
    void a_good_token_names_the_caller() {
        var answer = service.get("/me", service.token("alice"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":\"alice\"}");
    }

    @Test
    void an_answer_that_another_thread_gives_later_is_the_same_callers() {
        assertThat(service.get("/later", service.token("alice")).body()).isEqualTo("{\"id\":\"alice\"}");
        assertThat(service.get("/later", null).status()).isEqualTo(401);
    }

    @Test
    void no_token_is_401_in_the_words_that_frontends_show() {
        var answer = service.get("/me", null);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"taskledger\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.member("message")).isEqualTo("Missing or invalid authorization header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWxpY2U6c2VjcmV0", "Bearer", "Bearer a b", "Token abc"})
    void a_header_that_is_no_bearer_token_counts_as_missing(String header) {
        var answer = service.get("/me", null, "Authorization", header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.member("message")).isEqualTo("Missing or invalid authorization header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "test", "prod", "standalone"})
    void no_profile_opens_a_route(String profile) {
        try (var other = Service.start(embedded, "spring.profiles.active=" + profile)) {
            assertThat(other.get("/me", null).status()).isEqualTo(401);
            assertThat(other.get("/no-such-route", null).status()).isEqualTo(401);
        }
    }

    @Test
    void a_public_route_asks_for_no_token_and_minds_no_bad_one() {
        assertThat(service.get("/open", null).status()).isEqualTo(200);
        assertThat(service.get("/open", "forged").status()).isEqualTo(200);
    }

    @Test
    void somebody_elses_data_is_403_in_the_words_that_frontends_show() {
        var answer = service.get("/users?id=bob", service.token("alice"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.member("message")).isEqualTo("Access denied: Cannot access other user's data");
    }

    @Test
    void a_token_of_another_issuer_is_invalid() {
        assertInvalid(Issuer.inMemory(issuer.origin()).token("alice", null));
    }

    @Test
    void a_token_with_a_changed_claim_is_invalid() {
        var alice = service.token("alice").split("\\.", -1);
        var bob = service.token("bob").split("\\.", -1);
        assertInvalid(alice[0] + "." + bob[1] + "." + alice[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "e30.e30.", "....", "eyJhbGciOiJub25lIn0.e30."})
    void a_token_that_is_none_is_invalid(String token) {
        assertInvalid(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iss", "aud", "sub"})
    void a_token_without_a_claim_that_is_needed_is_invalid(String claim) {
        var claims = claims();
        claims.remove(claim);
        assertInvalid(issuer.sign(claims));
    }

    @Test
    void an_expired_token_is_invalid_past_the_clock_skew() {
        var claims = claims();
        claims.put(
                "exp", Instant.now().minusSeconds(TokenVerifier.CLOCK_SKEW + 5).getEpochSecond());
        assertInvalid(issuer.sign(claims));
    }

    @Test
    void a_token_for_somebody_else_or_from_somebody_else_is_invalid() {
        var audience = claims();
        audience.put("aud", "https://elsewhere.example");
        assertInvalid(issuer.sign(audience));
        var from = claims();
        from.put("iss", "https://elsewhere.example");
        assertInvalid(issuer.sign(from));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS256", "ES256", "Ed448"})
    void a_token_that_names_another_algorithm_is_invalid(String algorithm) {
        var header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, issuer.keyId());
        assertInvalid(issuer.sign(header, claims()));
    }

    @Test
    void a_token_with_a_critical_extension_is_invalid() {
        var header = "{\"alg\":\"EdDSA\",\"kid\":\"%s\",\"crit\":[\"x\"],\"x\":1}".formatted(issuer.keyId());
        assertInvalid(issuer.sign(header, claims()));
    }

    @Test
    void both_names_of_ed25519_are_taken() {
        var header = "{\"alg\":\"Ed25519\",\"kid\":\"%s\"}".formatted(issuer.keyId());
        assertThat(service.get("/me", issuer.sign(header, claims())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "a\ud800b", "a\udc00", "\udc00\ud800"})
    void a_subject_that_cannot_be_an_owner_is_invalid(String sub) {
        var claims = claims();
        claims.put("sub", sub);
        assertInvalid(issuer.sign(claims));
    }

    @Test
    void a_banned_user_is_refused_until_the_ban_ends() {
        var claims = claims();
        claims.put("banned", true);
        assertBanned(issuer.sign(claims));
        claims.put("banExpires", Instant.now().plusSeconds(60).toString());
        assertBanned(issuer.sign(claims));
        claims.put("banExpires", "some day");
        assertBanned(issuer.sign(claims));
        claims.put("banExpires", Instant.now().minusSeconds(60).toString());
        assertThat(service.get("/me", issuer.sign(claims)).status()).isEqualTo(200);
    }

    private static void assertBanned(String token) {
        var answer = service.get("/me", token);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.member("code")).isEqualTo("banned");
    }

    @Test
    void a_subject_has_at_most_255_characters() {
        var claims = claims();
        claims.put("sub", "a".repeat(255));
        assertThat(service.get("/me", issuer.sign(claims)).status()).isEqualTo(200);
        claims.put("sub", "a".repeat(256));
        assertInvalid(issuer.sign(claims));
    }

    @Test
    void a_subject_may_hold_any_letters() {
        assertThat(service.get("/me", service.token("zo\u00eb \ud83d\ude80")).member("id"))
                .isEqualTo("zo\u00eb \ud83d\ude80");
    }

    private static Map<String, @Nullable Object> claims() {
        return issuer.claims("alice", null, Duration.ofMinutes(5));
    }

    private static void assertInvalid(String token) {
        var answer = service.get("/me", token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.member("message")).isEqualTo("Invalid or expired token");
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }
}
