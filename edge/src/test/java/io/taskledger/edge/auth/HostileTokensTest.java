package io.taskledger.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.edge.Service;
import io.taskledger.edge.Service.Answer;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an attacker who knows all public data, and has an own key and key server. */
class HostileTokensTest {

    private static EmbeddedIssuer issuer;
    private static EmbeddedIssuer attacker;
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        issuer = EmbeddedIssuer.start();
        attacker = EmbeddedIssuer.start();
        service = Service.start(issuer, "taskledger.rate-limit.failures.burst=1000");
    }

    @AfterAll
    static void stop() {
        service.close();
        attacker.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"jku\":\"%s\"",
                "\"x5u\":\"%s\"",
                "\"jwk\":%s",
                "\"x5c\":[\"MIIB\"]",
                "\"kid\":\"%s\"",
                "\"kid\":\"../../../etc/passwd\"",
                "\"kid\":\"' OR 1=1 --\"",
                "\"b64\":false,\"crit\":[\"b64\"]"
            })
    void a_header_that_points_at_another_key_leads_nowhere(String header) {
        var key = attacker.issuer().jwks().replaceFirst("(?s)^.*\\[(.*)].*$", "$1");
        var pointing = header.formatted(header.contains("jwk\"") ? key : attacker.jwksUrl());
        var forger = attacker.issuer();

        assertInvalid(forger.sign("{\"alg\":\"EdDSA\"," + pointing + "}", claims()));
        assertInvalid(forger.sign(
                "{\"alg\":\"EdDSA\"," + pointing + (header.contains("kid") ? "}" : ",\"kid\":\"" + keyId() + "\"}"),
                claims()));
        assertThat(attacker.fetches()).isZero();
    }

    @Test
    void a_token_counts_from_its_nbf_on_give_or_take_the_clock_skew() {
        assertThat(service.get("/me", notBefore(TokenVerifier.CLOCK_SKEW - 10)).status())
                .isEqualTo(200);
        assertInvalid(notBefore(TokenVerifier.CLOCK_SKEW + 10));
    }

    @Test
    void a_token_counts_until_its_exp_give_or_take_the_clock_skew() {
        assertThat(service.get("/me", expired(TokenVerifier.CLOCK_SKEW - 10)).status())
                .isEqualTo(200);
        assertInvalid(expired(TokenVerifier.CLOCK_SKEW + 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "["})
    void a_token_of_nested_json_is_invalid_and_breaks_nothing(String opening) {
        assertInvalid(issuer.issuer()
                .sign("{\"alg\":\"EdDSA\",\"kid\":\"" + keyId() + "\",\"x\":" + opening.repeat(1_500) + "}", claims()));
    }

    @Test
    void a_token_of_64_kib_is_refused_before_anybody_reads_it() {
        var answer = service.get("/me", "a".repeat(64 * 1024));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("code")).isEqualTo("bad-request");
    }

    @Test
    void two_authorization_headers_are_none() {
        var good = service.token("alice");

        assertMissing(service.get("/me", good, "Authorization", "Bearer " + good));
        assertMissing(service.get("/me", good, "Authorization", "Basic YWxpY2U6c2VjcmV0"));
        assertMissing(service.get("/me", "x", "Authorization", "Bearer " + good));
    }

    @Test
    void a_token_in_the_query_string_or_in_a_form_is_none() {
        var good = service.token("alice");

        assertMissing(service.get("/me?access_token=" + good, null));
        assertMissing(service.send(service.request("/notes", null, "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("access_token=" + good))));
    }

    private static String keyId() {
        return issuer.issuer().keyId();
    }

    private static Map<String, @Nullable Object> claims() {
        return issuer.issuer().claims("alice", "admin", Duration.ofMinutes(5));
    }

    private static String notBefore(int secondsFromNow) {
        var claims = claims();
        claims.put("nbf", Instant.now().plusSeconds(secondsFromNow).getEpochSecond());
        return issuer.issuer().sign(claims);
    }

    private static String expired(int secondsAgo) {
        var claims = claims();
        claims.put("exp", Instant.now().minusSeconds(secondsAgo).getEpochSecond());
        return issuer.issuer().sign(claims);
    }

    private static void assertInvalid(String token) {
        var answer = service.get("/me", token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.member("message")).isEqualTo("Invalid or expired token");
    }

    private static void assertMissing(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.member("message")).isEqualTo("Missing or invalid authorization header");
    }
}
