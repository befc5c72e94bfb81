package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.standalone.deploy.Expressions;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The production shape without Docker: the two jars as processes, configured only by the variables of docs/settings.md.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoProcessesIT {

    @TempDir
    static Path folder;

    private static final int SIGTERM = 15;

    private static HttpClient http;
    private static Frontend frontend;
    private static AuthServer auth;
    private static EmbeddedKafka kafka;
    private static EmbeddedMongo mongo;
    private static Side command;
    private static Side query;
    private static String metricsAtStart;

    @BeforeAll
    static void start() throws Exception {
        http = HttpClient.newHttpClient();
        frontend = Frontend.start();
        auth = AuthServer.start(frontend.origin());
        mongo = EmbeddedMongo.start();
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        var environment = Map.ofEntries(
                Map.entry("TASKLEDGER_MONGODB_URI", mongo.uri()),
                Map.entry("TASKLEDGER_KEYS_URI", mongo.uri()),
                Map.entry("TASKLEDGER_KEYS_BESIDE_LEDGER", "true"),
                Map.entry("TASKLEDGER_KEYS_MASTER", "test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
                Map.entry("TASKLEDGER_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("TASKLEDGER_AUTH_JWKS_URL", auth.jwksUrl()),
                Map.entry("TASKLEDGER_AUTH_ISSUER", auth.issuer()),
                Map.entry("TASKLEDGER_AUTH_AUDIENCE", auth.issuer()),
                Map.entry("FRONTEND_URL", frontend.origin()),
                Map.entry("TASKLEDGER_RATE_LIMIT_ENABLED", "true"),
                Map.entry("TASKLEDGER_RATE_LIMIT_STORE", "mongodb"),
                Map.entry("TASKLEDGER_RATE_LIMIT_STORE_TIMEOUT", "1m"));
        command = Side.start("command-side", folder, environment);
        query = Side.start("query-side", folder, environment);
        frontend.join(auth.origin(), command.origin(), query.origin());
        Awaitility.await("both sides are ready")
                .atMost(Duration.ofMinutes(10))
                .until(() -> command.isReady(http) && query.isReady(http));
        metricsAtStart = metrics(command) + "\n" + metrics(query);
    }

    private static String metrics(Side side) {
        return new User(http, side.management(), "").get("/actuator/prometheus").body();
    }

    @AfterAll
    static void stop() throws Exception {
        query.process().close();
        command.process().close();
        http.close();
        kafka.close();
        mongo.close();
        auth.close();
        frontend.close();
    }

    @Test
    void what_the_command_side_was_told_the_query_side_tells() {
        var created = as("alice", command).post("/api/tasks", "{\"title\":\"Buy milk\",\"priority\":\"high\"}");
        var path = created.headers().get("location").getFirst();
        var completed = as("alice", command).post(path + "/complete", "");

        assertThat(created.status()).isEqualTo(201);
        assertThat(completed.status()).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            var read = as("alice", query).get(path);
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.body()).isEqualTo(completed.body());
            assertThat(read.headers().get("etag")).isEqualTo(completed.headers().get("etag"));
        });
        assertThat(as("alice", query)
                        .get("/api/tasks/stats")
                        .json()
                        .path("byStatus")
                        .path("completed")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void each_side_refuses_whom_it_does_not_know() {
        for (var side : List.of(command, query)) {
            var answer = new User(http, side.origin(), "nonsense").get("/api/tasks/" + UUID.randomUUID());

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("message").stringValue()).isEqualTo("Invalid or expired token");
        }
    }

    @Test
    void each_side_keeps_users_apart() {
        assertThat(as("alice", query).get("/api/users/bob").status()).isEqualTo(403);
        assertThat(as("alice", command)
                        .send("PUT", "/api/users/bob", "{\"displayName\":\"Bob\",\"timeZone\":\"UTC\"}")
                        .status())
                .isEqualTo(403);
        var path = as("alice", command)
                .post("/api/tasks", "{\"title\":\"hers\"}")
                .headers()
                .get("location")
                .getFirst();
        assertThat(as("bob", command).post(path + "/start", "").status()).isEqualTo(404);
        assertThat(as("bob", query).get(path).status()).isEqualTo(404);
    }

    @Test
    void users_are_counted_in_the_database_that_all_nodes_share() {
        for (var side : List.of(command, query)) {
            var refilled = as("carol", side).get("/api/tasks/stats").headers().get("ratelimit-policy");
            assertThat(refilled.getFirst()).isEqualTo("\"queries\";q=200;w=10");
        }
        try (var client = MongoClients.create(mongo.uri())) {
            assertThat(client.getDatabase("taskledger")
                            .getCollection("rate-limits")
                            .countDocuments())
                    .isPositive();
        }
        for (var side : List.of(command, query)) {
            assertThat(new User(http, side.management(), "")
                            .get("/actuator/prometheus")
                            .body())
                    .contains("taskledger_rate_limit_local_total 0.0");
        }
    }

    @Test
    void a_command_that_breaks_a_rule_is_told_which() {
        var answer = as("alice", command).post("/api/tasks", "{\"title\":\"\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("details").get(0).path("field").stringValue())
                .isEqualTo("title");
    }

    @Test
    void metrics_are_served_to_operators_and_to_nobody_else() {
        for (var side : List.of(command, query)) {
            assertThat(new User(http, side.management(), "")
                            .get("/actuator/prometheus")
                            .body())
                    .contains("taskledger_");
            assertThat(as("alice", side).get("/actuator/prometheus").status()).isEqualTo(404);
        }
    }

    @Test
    void every_metric_of_the_dashboard_and_of_the_alerts_is_there_from_the_start() {
        assertThat(Expressions.metrics())
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(metricsAtStart).containsPattern("(?m)^" + metric + "[ {]"));
        assertThat(metricsAtStart).contains("taskledger_health{component=\"readiness\"} 1.0");
    }

    @Test
    void no_development_issuer_is_in_production() {
        for (var side : List.of(command, query)) {
            assertThat(as("alice", side).post("/dev/token", "{\"sub\":\"bob\"}").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_page_of_the_frontend_uses_both_sides_directly() throws Exception {
        var report = browse(frontend, "direct");

        for (var credentials : List.of("omit", "include")) {
            var story = report.path(credentials);
            assertTold(story);
            assertThat(story.at("/created/headers/ratelimit-policy").stringValue())
                    .startsWith("\"commands\";");
        }
    }

    @Test
    void a_page_of_the_frontend_uses_both_sides_through_a_gateway_on_its_own_origin() throws Exception {
        assertTold(browse(frontend, "gateway"));
    }

    @Test
    void a_page_of_another_origin_gets_nothing_even_with_a_good_token() throws Exception {
        try (var foreign = Frontend.start()) {
            var report = browse(foreign, "foreign");

            assertThat(report.properties())
                    .hasSize(4)
                    .allSatisfy(attempt ->
                            assertThat(attempt.getValue().stringValue()).isEqualTo("TypeError"));
        }
    }

    /** The last one, as it ends both processes. */
    @Test
    @Order(Integer.MAX_VALUE)
    void both_end_on_a_termination_signal_though_the_broker_is_gone() throws Exception {
        kafka.close();

        for (var side : List.of(command, query)) {
            side.process().close();
            assertThat(side.process().exitCode()).isEqualTo(128 + SIGTERM);
        }
    }

    private static User as(String name, Side side) {
        return side.user(http, auth.token(name));
    }

    /** The results of a page of this origin. */
    private static JsonNode browse(Frontend site, String run) throws Exception {
        Browser.require();
        auth.requireReal();
        var url = "%s/page.html?run=%s&command=%s&query=%s&token=%s"
                .formatted(site.origin(), run, command.origin(), query.origin(), auth.token("mallory"));
        try (var browser = Browser.open(url, folder)) {
            return site.report();
        }
    }

    /** The page could send all requests and read all headers that a client needs. */
    private static void assertTold(JsonNode story) {
        assertThat(story.properties().stream()
                        .map(step -> step.getKey() + " "
                                + step.getValue().path("status").asInt()))
                .containsExactly(
                        "created 201",
                        "again 201",
                        "read 200",
                        "unchanged 304",
                        "edited 200",
                        "outdated 412",
                        "replaced 200",
                        "removed 200",
                        "page 200");
        assertThat(story.at("/again/body")).isEqualTo(story.at("/created/body"));
        for (var header : List.of("etag", "location", "consistency-token", "ratelimit", "ratelimit-policy")) {
            assertThat(story.at("/created/headers/" + header).isString())
                    .as(header)
                    .isTrue();
        }
        assertThat(story.at("/outdated/body/code").stringValue()).isEqualTo("version-mismatch");
    }
}
