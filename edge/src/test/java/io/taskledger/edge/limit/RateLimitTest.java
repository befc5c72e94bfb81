package io.taskledger.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.edge.Service;
import io.taskledger.edge.Service.Answer;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final String[] TIGHT = {
        "taskledger.rate-limit.queries.per-minute=1",
        "taskledger.rate-limit.queries.burst=3",
        "taskledger.rate-limit.failures.per-minute=1",
        "taskledger.rate-limit.failures.burst=5",
        "taskledger.rate-limit.commands.per-minute=1",
        "taskledger.rate-limit.commands.burst=2",
        "taskledger.rate-limit.roles[0].name=admin",
        "taskledger.rate-limit.roles[0].queries.per-minute=10",
        "taskledger.rate-limit.roles[0].queries.burst=20",
        "taskledger.proxies=127.0.0.0/8"
    };

    private static EmbeddedIssuer issuer;
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        issuer = EmbeddedIssuer.start();
        service = Service.start(issuer, TIGHT);
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void a_user_is_told_what_is_left_and_then_when_to_come_back() {
        var alice = service.token("alice");

        var first = service.get("/me", alice);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"queries\";q=3;w=180");
        assertThat(first.header("RateLimit")).matches("\"queries\";r=2;t=\\d+");
        service.get("/me", alice);
        service.get("/me", alice);

        var refused = service.get("/me", alice);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.member("code")).isEqualTo("rate-limited");
        assertThat(refused.header("RateLimit")).startsWith("\"queries\";r=0;");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    void commands_and_queries_are_counted_apart() {
        var grace = service.token("grace");
        for (int i = 0; i < 2; i++) {
            var granted = service.post("/notes", grace, "{\"text\":\"a\",\"count\":1}");
            assertThat(granted.status()).isEqualTo(200);
            assertThat(granted.header("RateLimit-Policy")).isEqualTo("\"commands\";q=2;w=120");
        }
        assertThat(service.post("/notes", grace, "{}").status()).isEqualTo(429);
        assertThat(service.get("/me", grace).status()).isEqualTo(200);
    }

    @Test
    void a_query_that_has_a_body_counts_as_a_query() {
        var heidi = service.token("heidi");
        assertThat(service.post("/search/milk", heidi, "{}").header("RateLimit-Policy"))
                .startsWith("\"queries\";");
        assertThat(service.post("/search/milk/more", heidi, "{}").header("RateLimit-Policy"))
                .startsWith("\"commands\";");
    }

    @Test
    void a_role_may_have_limits_of_its_own() {
        var admin = service.issuer().token("root", "user, admin");
        assertThat(service.get("/me", admin).header("RateLimit-Policy")).isEqualTo("\"queries\";q=20;w=120");
        assertThat(service.post("/notes", admin, "{}").header("RateLimit-Policy"))
                .isEqualTo("\"commands\";q=2;w=120");
        assertThat(service.get("/me", service.issuer().token("ivan", "user")).header("RateLimit-Policy"))
                .isEqualTo("\"queries\";q=3;w=180");
    }

    @Test
    void a_users_limit_counts_over_all_its_tokens_and_over_no_other_users() {
        for (int i = 0; i < 3; i++) {
            assertThat(service.get("/me", service.token("carol")).status()).isEqualTo(200);
        }
        assertThat(service.get("/me", service.token("carol")).status()).isEqualTo(429);
        assertThat(service.get("/me", service.token("dave")).status()).isEqualTo(200);
    }

    @Test
    void failures_of_an_address_are_limited_whatever_the_failure() {
        var first = from("203.0.113.1", null);
        assertThat(first.status()).isEqualTo(401);
        assertThat(first.header("RateLimit")).startsWith("\"failures\";r=4;");
        for (int i = 0; i < 4; i++) {
            assertThat(from("203.0.113.1", "forged").status()).isEqualTo(401);
        }
        assertThat(from("203.0.113.1", "forged").status()).isEqualTo(429);
        assertThat(from("203.0.113.1", null).status()).isEqualTo(429);
        assertThat(from("203.0.113.2", null).status()).isEqualTo(401);
    }

    @Test
    void a_user_signed_in_before_passes_although_its_address_is_exhausted() {
        var erin = service.token("erin");
        assertThat(from("203.0.113.3", erin).status()).isEqualTo(200);
        for (int i = 0; i < 6; i++) {
            from("203.0.113.3", "forged");
        }
        assertThat(from("203.0.113.3", erin).status()).isEqualTo(200);
        assertThat(from("203.0.113.3", service.token("frank")).status()).isEqualTo(429);
    }

    @Test
    void good_tokens_cost_their_address_nothing() {
        for (int i = 0; i < 10; i++) {
            assertThat(from("203.0.113.4", service.token("user-" + i)).status()).isEqualTo(200);
        }
    }

    @Test
    void what_a_client_writes_itself_into_x_forwarded_for_does_not_count() {
        for (int i = 0; i < 5; i++) {
            from("198.51.100." + i + ", 203.0.113.5", null);
        }
        assertThat(from("198.51.100.9, 203.0.113.5", null).status()).isEqualTo(429);
    }

    @Test
    void without_configured_proxies_x_forwarded_for_does_not_count() {
        try (var direct = Service.start(issuer, TIGHT[2], TIGHT[3])) {
            for (int i = 0; i < 5; i++) {
                direct.get("/me", null, "X-Forwarded-For", "203.0.113." + i);
            }
            assertThat(direct.get("/me", null, "X-Forwarded-For", "203.0.113.9").status())
                    .isEqualTo(429);
        }
    }

    @Test
    void switched_off_both_limits_are_gone() {
        try (var unlimited = Service.start(issuer, TIGHT[1], TIGHT[3], "taskledger.rate-limit.enabled=false")) {
            var alice = unlimited.token("alice");
            for (int i = 0; i < 10; i++) {
                assertThat(unlimited.get("/me", alice).status()).isEqualTo(200);
                assertThat(unlimited.get("/me", null).status()).isEqualTo(401);
            }
            assertThat(unlimited.get("/me", alice).header("RateLimit")).isEmpty();
        }
    }

    private static Answer from(String forwardedFor, @Nullable String token) {
        return service.get("/me", token, "X-Forwarded-For", forwardedFor);
    }
}
