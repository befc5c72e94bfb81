package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The production shape without Docker: the two jars as processes, set up by the variables of docs/settings.md alone.
 */
class TwoProcessesIT {

    @TempDir
    static Path folder;

    private static HttpClient http;
    private static AuthServer auth;
    private static EmbeddedKafka kafka;
    private static EmbeddedMongo mongo;
    private static Side command;
    private static Side query;

    /** One side's process, the address of its API and that of its management port. */
    private record Side(ServerProcess process, String origin, String management) {

        static Side start(String module) {
            int port = ServerProcess.freePort();
            int management = ServerProcess.freePort();
            var environment = Map.of(
                    "SERVER_PORT", "" + port,
                    "MANAGEMENT_SERVER_PORT", "" + management,
                    "TASKLEDGER_MONGODB_URI", mongo.uri(),
                    "TASKLEDGER_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                    "TASKLEDGER_AUTH_JWKS_URL", auth.jwksUrl(),
                    "TASKLEDGER_AUTH_ISSUER", auth.origin(),
                    "TASKLEDGER_AUTH_AUDIENCE", auth.origin(),
                    "TASKLEDGER_RATE_LIMIT_ENABLED", "true",
                    "TASKLEDGER_RATE_LIMIT_STORE", "mongodb");
            return new Side(
                    ServerProcess.start(jar(module), folder.resolve(module + ".log"), environment),
                    "http://127.0.0.1:" + port,
                    "http://127.0.0.1:" + management);
        }

        private static Path jar(String module) {
            try (var jars = Files.list(Path.of("..", module, "target"))) {
                return jars.filter(jar -> jar.toString().endsWith("-exec.jar"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("Package " + module + " first"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        User user(String sub) {
            return new User(http, origin, auth.token(sub));
        }

        boolean isReady() {
            try {
                return new User(http, management, "")
                                .get("/actuator/health/readiness")
                                .status()
                        == 200;
            } catch (UncheckedIOException e) {
                return false; // it does not listen yet
            }
        }
    }

    @BeforeAll
    static void start() throws Exception {
        http = HttpClient.newHttpClient();
        auth = AuthServer.start();
        mongo = EmbeddedMongo.start();
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        command = Side.start("command-side");
        query = Side.start("query-side");
        Awaitility.await("both sides are ready")
                .atMost(Duration.ofMinutes(2))
                .until(() -> command.isReady() && query.isReady());
    }

    @AfterAll
    static void stop() throws Exception {
        query.process().close();
        command.process().close();
        http.close();
        kafka.close();
        mongo.close();
        auth.close();
    }

    @Test
    void what_the_command_side_was_told_the_query_side_tells() {
        var created = command.user("alice").post("/api/tasks", "{\"title\":\"Buy milk\",\"priority\":\"high\"}");
        String path = created.headers().get("location").getFirst();
        var completed = command.user("alice").post(path + "/complete", "");

        assertThat(created.status()).isEqualTo(201);
        assertThat(completed.status()).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var read = query.user("alice").get(path);
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.body()).isEqualTo(completed.body());
            assertThat(read.headers().get("etag")).isEqualTo(completed.headers().get("etag"));
        });
        assertThat(query.user("alice")
                        .get("/api/tasks/stats")
                        .json()
                        .path("completed")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void each_side_refuses_whom_it_does_not_know() {
        for (Side side : List.of(command, query)) {
            var answer = new User(http, side.origin(), "nonsense").get("/api/tasks/" + UUID.randomUUID());

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("message").stringValue()).isEqualTo("Invalid or expired token");
        }
    }

    @Test
    void each_side_keeps_users_apart() {
        assertThat(query.user("alice").get("/api/users/bob").status()).isEqualTo(403);
        assertThat(command.user("alice")
                        .send("PUT", "/api/users/bob", "{\"displayName\":\"Bob\",\"timeZone\":\"UTC\"}")
                        .status())
                .isEqualTo(403);
        var path = command.user("alice")
                .post("/api/tasks", "{\"title\":\"hers\"}")
                .headers()
                .get("location")
                .getFirst();
        assertThat(command.user("bob").post(path + "/start", "").status()).isEqualTo(404);
        assertThat(query.user("bob").get(path).status()).isEqualTo(404);
    }

    @Test
    void users_are_counted_in_the_database_that_all_nodes_share() {
        for (Side side : List.of(command, query)) {
            var refilled = side.user("carol").get("/api/tasks/stats").headers().get("ratelimit-policy");
            assertThat(refilled.getFirst()).isEqualTo("\"queries\";q=200;w=10");
        }
        try (var client = MongoClients.create(mongo.uri())) {
            assertThat(client.getDatabase("taskledger")
                            .getCollection("rate-limits")
                            .countDocuments())
                    .isPositive();
        }
        for (Side side : List.of(command, query)) {
            assertThat(new User(http, side.management(), "")
                            .get("/actuator/prometheus")
                            .body())
                    .contains("taskledger_rate_limit_local_total 0.0");
        }
    }

    @Test
    void a_command_that_breaks_a_rule_is_told_which() {
        var answer = command.user("alice").post("/api/tasks", "{\"title\":\"\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("details").get(0).path("field").stringValue())
                .isEqualTo("title");
    }

    @Test
    void metrics_are_served_to_operators_and_to_nobody_else() {
        for (Side side : List.of(command, query)) {
            assertThat(new User(http, side.management(), "")
                            .get("/actuator/prometheus")
                            .body())
                    .contains("taskledger_");
            assertThat(side.user("alice").get("/actuator/prometheus").status()).isEqualTo(404);
        }
    }

    @Test
    void no_development_issuer_is_in_production() {
        for (Side side : List.of(command, query)) {
            assertThat(side.user("alice")
                            .post("/dev/token", "{\"sub\":\"bob\"}")
                            .status())
                    .isEqualTo(404);
        }
    }
}
