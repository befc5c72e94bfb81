package io.taskledger.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.taskledger.edge.Service;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import io.taskledger.embedded.issuer.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeysTest {

    /** Keys are fetched whenever a token names an unknown one. */
    static final JwksKeys.Times AT_ONCE =
            new JwksKeys.Times(Duration.ofMinutes(5), Duration.ofHours(24), Duration.ZERO);

    @Test
    void without_any_key_a_good_token_is_503_and_good_again_when_the_auth_server_is_back() throws IOException {
        var down = EmbeddedIssuer.start();
        down.close();
        try (var service = Service.start(down)) {
            var refused = service.get("/me", service.token("alice"));

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.member("code")).isEqualTo("auth-unavailable");
            assertThat(service.get("/me", null).status()).isEqualTo(401);

            try (var back = EmbeddedIssuer.restart(down.issuer())) {
                await().until(() ->
                        service.get("/me", back.token("alice", null)).status() == 200);
            }
        }
    }

    @Test
    void tokens_that_were_never_seen_pass_while_the_auth_server_is_down_once_its_keys_are_known() throws IOException {
        var issuer = EmbeddedIssuer.start();
        try (var service = Service.start(issuer)) {
            assertThat(service.get("/me", service.token("alice")).status()).isEqualTo(200);
            issuer.close();
            assertThat(service.get("/me", service.token("bob")).status()).isEqualTo(200);
        }
    }

    @Test
    void keys_outlive_their_freshness_while_the_auth_server_is_down_but_not_for_ever() throws IOException {
        var embedded = EmbeddedIssuer.start();
        var issuer = embedded.issuer();
        var properties = AuthProperties.jwt(embedded.jwksUrl(), issuer.origin(), issuer.origin());
        var fresh = Duration.ofMillis(100);
        var patient = verifier(properties, new JwksKeys.Times(fresh, Duration.ofHours(24), Duration.ZERO));
        var hasty = verifier(properties, new JwksKeys.Times(fresh, fresh.multipliedBy(2), Duration.ZERO));
        assertThat(patient.verify(issuer.token("alice", null)).getName()).isEqualTo("alice");
        assertThat(hasty.verify(issuer.token("alice", null)).getName()).isEqualTo("alice");
        embedded.close();

        await().untilAsserted(() -> assertThatThrownBy(() -> hasty.verify(issuer.token("carol", null)))
                .hasMessageContaining("the auth server does not respond"));
        assertThat(patient.verify(issuer.token("bob", null)).getName()).isEqualTo("bob");
    }

    private static TokenVerifier verifier(AuthProperties properties, JwksKeys.Times times) {
        return new TokenVerifier(properties, JwksKeys.from(properties.keys(), () -> {}, times));
    }

    @Test
    void keys_that_arrive_byte_by_byte_are_given_up() throws Exception {
        var over = new CountDownLatch(1);
        var dripping = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dripping.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        dripping.createContext("/", exchange -> drip(exchange, over));
        dripping.start();
        var origin = "http://127.0.0.1:" + dripping.getAddress().getPort();
        var properties = AuthProperties.jwt(origin + "/jwks", origin, origin);
        var verifier = new TokenVerifier(properties, JwksKeys.from(properties.keys(), () -> {}));
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> verdict =
                    thread.submit(() -> verifier.verify(Issuer.inMemory(origin).token("alice", null)));
            try {
                assertThatThrownBy(() -> verdict.get(60, TimeUnit.SECONDS))
                        .hasMessageContaining("the auth server does not respond");
            } finally {
                over.countDown();
                dripping.stop(0);
            }
        }
    }

    private static void drip(HttpExchange exchange, CountDownLatch over) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 100_000);
            do {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            } while (!over.await(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_new_key_is_fetched_when_a_token_names_it_and_verdicts_by_older_keys_are_asked_again() throws IOException {
        try (var embedded = EmbeddedIssuer.start()) {
            var issuer = embedded.issuer();
            var properties = AuthProperties.jwt(embedded.jwksUrl(), issuer.origin(), issuer.origin());
            var changes = new AtomicInteger();
            var verifier =
                    new TokenVerifier(properties, JwksKeys.from(properties.keys(), changes::incrementAndGet, AT_ONCE));
            var old = issuer.token("alice", null);
            assertThat(verifier.verify(old).getName()).isEqualTo("alice");

            issuer.rotate();
            assertThat(verifier.verify(issuer.token("bob", null)).getName()).isEqualTo("bob");
            assertThat(verifier.verify(old).getName()).isEqualTo("alice");
            assertThat(changes).hasValue(2);

            issuer.rotate();
            issuer.forgetEarlierKeys();
            assertThat(verifier.verify(issuer.token("carol", null)).getName()).isEqualTo("carol");
            assertThatThrownBy(() -> verifier.verify(old)).hasMessageContaining("Invalid or expired token");
        }
    }

    @Test
    void a_verdict_does_not_outlive_the_keys_that_it_was_found_by() {
        var cache = new TokenCache(Clock.systemUTC(), Duration.ofMinutes(1));
        var key = TokenCache.Key.of("token");
        cache.put(
                key,
                new VerifiedToken(
                        new Caller("alice", null, null, null), Instant.now().plusSeconds(60)),
                cache.generation());
        assertThat(cache.get(key)).isNotNull();

        cache.keysChanged();

        assertThat(cache.get(key)).isNull();
        assertThat(cache.wasGood(key)).isTrue();
    }

    @Test
    void forged_key_ids_cost_the_auth_server_one_fetch() throws IOException {
        try (var embedded = EmbeddedIssuer.start();
                var service = Service.start(embedded)) {
            var forger = Issuer.inMemory(embedded.origin());
            assertThat(service.get("/me", service.token("alice")).status()).isEqualTo(200);
            int before = embedded.fetches();
            for (int i = 0; i < 20; i++) {
                var answer = service.get(
                        "/me",
                        forger.sign(
                                "{\"alg\":\"EdDSA\",\"kid\":\"forged-" + i + "\"}",
                                forger.claims("alice", null, Issuer.TTL)));
                assertThat(answer.status()).isEqualTo(401);
            }
            assertThat(embedded.fetches() - before).isLessThanOrEqualTo(1);
        }
    }
}
