package io.taskledger.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    private static EmbeddedIssuer issuer;

    @BeforeAll
    static void start() throws IOException {
        issuer = EmbeddedIssuer.start();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FRONTEND_URL=*                    | FRONTEND_URL must not be *
                    taskledger.auth.issuer=           | taskledger.auth.issuer is missing: set it, for example to http://localhost:3000
                    taskledger.auth.jwks-url=ftp://x  | taskledger.auth.jwks-url is not an http or https URL: ftp://x
                    taskledger.auth.mode=session      | taskledger.auth.session-url is missing: set it, for example to http://localhost:3000/api/auth/get-session
                    taskledger.auth.mode=cookie       | taskledger.auth.mode
                    taskledger.proxies=router         | taskledger.proxies must list addresses
                    taskledger.tracing.otlp-endpoint=localhost:4318 | taskledger.tracing.otlp-endpoint must be the full http or https URL
                    taskledger.rate-limit.queries.burst=0 | taskledger.rate-limit.queries.burst must be 1 to
                    """)
    void a_bad_setting_stops_the_start_with_one_sentence(String property, String sentence, CapturedOutput output) {
        assertThatThrownBy(() -> Service.start(issuer, property)).isInstanceOf(Exception.class);

        assertThat(output).contains("APPLICATION FAILED TO START", sentence).doesNotContain("\tat ");
    }

    @Test
    void the_management_port_shows_health_and_metrics_and_nothing_else() {
        try (var service = Service.start(issuer, "management.server.port=0")) {
            service.get("/me", service.token("alice"));

            assertThat(service.management("/actuator/health/readiness").body()).contains("\"status\":\"UP\"");
            var metrics = service.management("/actuator/prometheus");
            assertThat(metrics.status()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("http_server_requests_seconds_count", "taskledger_health{component=\"readiness\"} 1.0");
            assertThat(service.management("/actuator/env").status()).isIn(401, 404);
            assertThat(service.get("/actuator/health", null).status()).isEqualTo(401);
        }
    }

    @Test
    void on_one_port_with_the_api_strangers_see_health_only() {
        try (var service = Service.start(issuer)) {
            assertThat(service.get("/actuator/health", null).status()).isEqualTo(200);
            assertThat(service.get("/actuator/prometheus", null).status()).isEqualTo(401);
        }
    }

    @Test
    void requests_are_served_by_virtual_threads() {
        try (var service = Service.start(issuer)) {
            assertThat(service.get("/thread", service.token("alice")).body()).isEqualTo("{\"virtual\":true}");
        }
    }
}
