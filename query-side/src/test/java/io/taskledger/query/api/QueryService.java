package io.taskledger.query.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.ApiAnswers;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import io.taskledger.query.CommitChain;
import io.taskledger.query.CommitChain.Entry;
import io.taskledger.query.QuerySideApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The query side as it runs in production, behind a real broker, with one lane that the tests write to; shared by the
 * tests, each with its own owner. Every response is compared with openapi.yaml.
 */
final class QueryService {

    static final JsonMapper JSON = new JsonMapper();
    private static final String TOPIC = "task-events";

    private static @Nullable QueryService shared;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CommitChain chain = new CommitChain(0);
    private final EmbeddedIssuer issuer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ConfigurableApplicationContext context;
    private final String origin;

    private final EmbeddedKafka kafka;

    private QueryService(String mongoUri) throws Exception {
        issuer = EmbeddedIssuer.start();
        kafka = EmbeddedKafka.start(Files.createTempDirectory("kafka"), 0);
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        context = new SpringApplicationBuilder(QuerySideApplication.class)
                .properties("spring.config.name=query-side")
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--taskledger.lanes=1",
                        "--taskledger.acknowledge=published",
                        "--taskledger.mongodb.uri=" + mongoUri,
                        "--taskledger.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--taskledger.rate-limit.enabled=false",
                        "--taskledger.auth.jwks-url=" + issuer.jwksUrl(),
                        "--taskledger.auth.issuer=" + issuer.origin(),
                        "--taskledger.auth.audience=" + issuer.origin());
        origin = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    static synchronized QueryService shared() {
        try {
            if (shared == null) {
                shared = new QueryService(EmbeddedMongo.start().uri());
            }
            return shared;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** An owner that no other test uses. */
    static QueryService of(String mongoUri) throws Exception {
        return new QueryService(mongoUri);
    }

    void stopKafka() {
        kafka.close();
    }

    void close() {
        context.close();
        producer.close(Duration.ZERO);
        kafka.close();
        issuer.close();
    }

    /** The response of the management port at this path of /actuator/health, not compared with openapi.yaml. */
    JsonNode health(String path) {
        var port = context.getEnvironment().getProperty("local.management.port");
        try {
            var uri = URI.create("http://127.0.0.1:" + port + "/actuator/health" + path);
            var request = HttpRequest.newBuilder(uri).build();
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** An owner that no other test uses. */
    User newUser() {
        return newUser("user-" + UUID.randomUUID());
    }

    /** An owner with this name. */
    User newUser(String id) {
        return new User(id, issuer.token(id, "user"));
    }

    /** A user with the role {@code admin}. */
    User newAdmin() {
        var id = "admin-" + UUID.randomUUID();
        return new User(id, issuer.token(id, "user,admin"));
    }

    record Answer(HttpResponse<String> response, JsonNode body) {

        int status() {
            return response.statusCode();
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String code() {
            return body.path("code").stringValue("none");
        }

        List<String> ids() {
            return body.path("tasks")
                    .valueStream()
                    .map(task -> task.path("id").stringValue())
                    .toList();
        }
    }

    /** One owner: writes commits as a command side would, and reads over HTTP. */
    final class User {

        final String id;
        private final String token;
        private volatile @Nullable Commit last;

        private User(String id, String token) {
            this.id = id;
            this.token = token;
        }

        /** Publishes a commit with the present time, and returns when Kafka has it. */
        Commit commit(Entry... entries) {
            return commit(Instant.now().truncatedTo(ChronoUnit.MILLIS), entries);
        }

        Commit commit(Instant time, Entry... entries) {
            synchronized (chain) {
                var commit = chain.at(time).commit(id, entries);
                last = commit;
                try {
                    producer.send(new ProducerRecord<>(TOPIC, 0, id.getBytes(StandardCharsets.UTF_8), commit.bytes()))
                            .get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return commit;
            }
        }

        Answer post(String path, String body) {
            return answer(HttpRequest.newBuilder(URI.create(origin + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
        }

        /** Reads what this user has committed: with its token, which needs no look-up that Kafka answers in time. */
        Answer get(String path, String... headers) {
            var all = new ArrayList<String>();
            if (last != null) {
                all.addAll(List.of("Consistency-Token", tokenOf(last)));
            }
            all.addAll(List.of(headers));
            return getWithoutToken(path, all.toArray(String[]::new));
        }

        /** Reads as a stock client does, which does not know the token. */
        Answer getWithoutToken(String path, String... headers) {
            var request = HttpRequest.newBuilder(URI.create(origin + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Prefer", "wait=10"); // a busy machine may need this long
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
            return answer(request.build());
        }

        String tokenOf(Commit commit) {
            return ConsistencyToken.of(0, chain.commits().getFirst().hash(), commit.position())
                    .toString();
        }
    }

    private Answer answer(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            assertThat(ApiAnswers.complaints(
                            request.method(),
                            request.uri().getPath(),
                            response.statusCode(),
                            response.headers().map(),
                            response.body()))
                    .as("%s %s -> %s", request.method(), request.uri(), response.body())
                    .isEmpty();
            return new Answer(
                    response, response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
