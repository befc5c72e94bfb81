package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.command.CommandSideApplication;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** With acknowledge=stored, a node needs Kafka neither to start nor to run nor to stop. */
class KafkaAwayTest {

    /** The metrics change once a second, and each look at them renders all. */
    private static final Duration POLL = Duration.ofSeconds(1);
    /** The node's own limits add up to less than 20 s; the rest is for slow machines. */
    private static final Duration END = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void commands_go_on_while_kafka_is_away_and_are_relayed_once_it_is_there() throws Exception {
        int port = freePort();
        try (var issuer = EmbeddedIssuer.start();
                var mongo = EmbeddedMongo.start()) {
            var node = start(issuer, mongo, "127.0.0.1:" + port);
            var token = issuer.token("alice", "user");

            assertThat(create(node, token)).isEqualTo(201);
            assertThat(readiness(node)).isEqualTo(200);
            assertThat(metrics(node)).contains("taskledger_relay_ready 0.0", "taskledger_relay_broker_reachable 0.0");

            try (var kafka = EmbeddedKafka.start(folder, port)) {
                await().pollInterval(POLL).until(() -> metrics(node).contains("taskledger_relay_ready 1.0"));
                await().pollInterval(POLL).until(() -> metrics(node).contains("taskledger_relay_backlog 0.0"));

                kafka.stop();
                await().pollInterval(POLL).until(() -> metrics(node).contains("taskledger_relay_broker_reachable 0.0"));
                assertThat(readiness(node)).isEqualTo(200);
                assertThat(create(node, token)).isEqualTo(201);
            }
            var before = Instant.now();
            node.close();
            assertThat(Duration.between(before, Instant.now())).isLessThan(END);
        }
    }

    private static ConfigurableApplicationContext start(EmbeddedIssuer issuer, EmbeddedMongo mongo, String kafka) {
        return new SpringApplicationBuilder(CommandSideApplication.class)
                .properties("spring.config.name=command-side")
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--taskledger.lanes=2",
                        "--taskledger.mongodb.uri=" + mongo.uri(),
                        "--taskledger.keys.uri=" + mongo.uri(),
                        "--taskledger.keys.beside-ledger=true",
                        "--taskledger.keys.master=test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                        "--taskledger.kafka.bootstrap-servers=" + kafka,
                        "--taskledger.acknowledge=stored",
                        "--taskledger.rate-limit.enabled=false",
                        "--taskledger.auth.jwks-url=" + issuer.jwksUrl(),
                        "--taskledger.auth.issuer=" + issuer.origin(),
                        "--taskledger.auth.audience=" + issuer.origin());
    }

    private int create(ConfigurableApplicationContext node, String token) throws Exception {
        return send(request(node, "local.server.port", "/api/tasks")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"Water the plants\"}")))
                .statusCode();
    }

    private int readiness(ConfigurableApplicationContext node) throws Exception {
        return send(request(node, "local.management.port", "/actuator/health/readiness"))
                .statusCode();
    }

    private String metrics(ConfigurableApplicationContext node) throws Exception {
        return send(request(node, "local.management.port", "/actuator/prometheus"))
                .body();
    }

    private static HttpRequest.Builder request(ConfigurableApplicationContext node, String port, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + node.getEnvironment().getProperty(port) + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
