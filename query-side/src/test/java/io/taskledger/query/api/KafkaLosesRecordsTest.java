package io.taskledger.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.commit.Commit;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import io.taskledger.query.CommitChain;
import io.taskledger.query.QuerySideApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker without replicas loses acknowledged records that this node has applied, and is then stopped. */
class KafkaLosesRecordsTest {

    private static final String TOPIC = "task-events";
    private static final Duration LONG = Duration.ofMinutes(2);
    /** The node's own limits add up to less than 20 s; the rest is for slow machines. */
    private static final Duration END = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CommitChain chain = new CommitChain(0);

    @Test
    void a_lane_is_applied_on_once_what_was_lost_has_come_again() throws Exception {
        for (int i = 0; i < 30; i++) {
            chain.commit("alice", CommitChain.task(UUID.randomUUID(), CommitChain.created("Task " + i)));
        }
        var commits = chain.commits();
        try (var issuer = EmbeddedIssuer.start();
                var mongo = EmbeddedMongo.start();
                var kafka = EmbeddedKafka.start(folder, 0)) {
            makeTopic(kafka);
            send(kafka, commits.subList(0, 10));
            send(kafka, commits.subList(5, 15)); // like a relay after an unknown outcome
            var node = start(issuer, mongo, kafka);
            var token = issuer.token("alice", "user");
            await().atMost(LONG).until(() -> tasks(node, token) == 15);

            kafka.stop();
            kafka.loseLastBatches(TOPIC, 0, 10);
            kafka.start();
            send(kafka, commits.subList(15, 16)); // like a relay that has not noticed it yet
            send(kafka, commits.subList(10, 30));

            await().atMost(LONG).until(() -> tasks(node, token) == 30);
            kafka.stop();
            var before = Instant.now();
            node.close();
            assertThat(Duration.between(before, Instant.now())).isLessThan(END);
        }
    }

    private static void makeTopic(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    /** Each in a separate batch. */
    private static void send(EmbeddedKafka kafka, List<Commit> commits) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var commit : commits) {
                var owner = commit.content().owner().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(TOPIC, 0, owner, commit.bytes()))
                        .get();
            }
        }
    }

    private static ConfigurableApplicationContext start(
            EmbeddedIssuer issuer, EmbeddedMongo mongo, EmbeddedKafka kafka) {
        return new SpringApplicationBuilder(QuerySideApplication.class)
                .properties("spring.config.name=query-side")
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--taskledger.lanes=1",
                        "--taskledger.mongodb.uri=" + mongo.uri(),
                        "--taskledger.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--taskledger.rate-limit.enabled=false",
                        "--taskledger.auth.jwks-url=" + issuer.jwksUrl(),
                        "--taskledger.auth.issuer=" + issuer.origin(),
                        "--taskledger.auth.audience=" + issuer.origin());
    }

    private int tasks(ConfigurableApplicationContext node, String token) throws Exception {
        var port = node.getEnvironment().getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/tasks/stats"))
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200
                ? QueryService.JSON.readTree(answer.body()).at("/byStatus/open").intValue()
                : -1;
    }
}
