package io.taskledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.CommandSideApplication;
import io.taskledger.contract.ApiAnswers;
import io.taskledger.contract.ApiRequest;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import io.taskledger.query.QuerySideApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Both sides as in production, in this JVM, with embedded servers; each request goes to the right side. */
final class BothSides implements AutoCloseable {

    /** A role whose users may send one request. */
    static final String HASTY = "hasty";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(2))
            .build();
    private final EmbeddedIssuer issuer;
    private final EmbeddedMongo mongo;
    private final LostAnswers answers;
    private final EmbeddedKafka kafka;
    private final ConfigurableApplicationContext command;
    private final ConfigurableApplicationContext query;

    private BothSides(List<String> more) throws IOException {
        issuer = EmbeddedIssuer.start();
        mongo = EmbeddedMongo.start();
        answers = new LostAnswers(mongo.uri());
        kafka = EmbeddedKafka.start(Files.createTempDirectory("kafka"), 0);
        command = start(CommandSideApplication.class, "command-side", answers.uri(), more);
        query = start(QuerySideApplication.class, "query-side", mongo.uri(), more);
    }

    /** @param more settings of both, written {@code --name=value} */
    static BothSides start(String... more) {
        try {
            return new BothSides(List.of(more));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ConfigurableApplicationContext start(
            Class<?> application, String name, String mongoUri, List<String> more) {
        var settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--taskledger.barrier=true",
                "--taskledger.mongodb.uri=" + mongoUri,
                "--taskledger.keys.uri=" + mongoUri,
                "--taskledger.keys.beside-ledger=true",
                "--taskledger.keys.master=test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "--taskledger.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--taskledger.rate-limit.commands.burst=1000000",
                "--taskledger.rate-limit.queries.burst=1000000",
                "--taskledger.rate-limit.failures.burst=1000000",
                "--taskledger.rate-limit.roles[0].name=" + HASTY,
                "--taskledger.rate-limit.roles[0].commands.per-minute=1",
                "--taskledger.rate-limit.roles[0].commands.burst=1",
                "--taskledger.rate-limit.roles[0].queries.per-minute=1",
                "--taskledger.rate-limit.roles[0].queries.burst=1",
                "--taskledger.auth.jwks-url=" + issuer.jwksUrl(),
                "--taskledger.auth.issuer=" + issuer.origin(),
                "--taskledger.auth.audience=" + issuer.origin(),
                "--logging.level.io.taskledger=TRACE"));
        settings.addAll(more);
        return new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name)
                .run(settings.toArray(String[]::new));
    }

    EmbeddedIssuer issuer() {
        return issuer;
    }

    /** From now on the command side never gets the outcome of its commits. */
    void loseAnswers() {
        answers.begin();
    }

    /** Both sides lose their database. */
    void stopDatabase() {
        mongo.close();
    }

    /** Sends a request and compares the response with openapi.yaml. */
    HttpResponse<String> send(ApiRequest request, String token) {
        var sent = HttpRequest.newBuilder(URI.create(origin(request) + request.path()))
                .timeout(Duration.ofMinutes(3))
                .method(
                        request.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(sent::setHeader);
        if (!token.isEmpty()) {
            sent.setHeader("Authorization", "Bearer " + token);
        }
        try {
            var answer = http.send(sent.build(), BodyHandlers.ofString());
            assertThat(ApiAnswers.complaints(
                            request.method(),
                            answer.uri().getRawPath(),
                            answer.statusCode(),
                            answer.headers().map(),
                            answer.body()))
                    .as("%s%n-> %s %s", request, answer.statusCode(), answer.body())
                    .isEmpty();
            return answer;
        } catch (IOException e) {
            throw new AssertionError("No answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The side to which a gateway would send the request: reads go to the query side. */
    private String origin(ApiRequest request) {
        boolean read = request.method().equals("GET") || request.operation().equals("batchGetUsers");
        return "http://127.0.0.1:" + (read ? query : command).getEnvironment().getProperty("local.server.port");
    }

    @Override
    public void close() throws Exception {
        query.close();
        command.close();
        kafka.close();
        answers.close();
        mongo.close();
        issuer.close();
        http.close();
    }
}
