package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.CommandSideApplication;
import io.taskledger.command.SharedServers;
import io.taskledger.contract.ApiAnswers;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command side as it runs in production, over a ledger in memory; shared by the tests, each with its own owner.
 * Every response is compared with openapi.yaml.
 */
final class CommandService {

    static final JsonMapper JSON = new JsonMapper();

    private static @Nullable CommandService shared;

    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedIssuer issuer;
    private final ConfigurableApplicationContext context;
    private final String origin;

    private CommandService() throws IOException {
        issuer = EmbeddedIssuer.start();
        context = SharedServers.closedAtTheEnd(new SpringApplicationBuilder(CommandSideApplication.class)
                .properties("spring.config.name=command-side")
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--taskledger.mongodb.uri=" + SharedServers.mongo().uri(),
                        "--taskledger.keys.uri=" + SharedServers.mongo().uri(),
                        "--taskledger.keys.beside-ledger=true",
                        "--taskledger.keys.master=test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                        "--taskledger.kafka.bootstrap-servers="
                                + SharedServers.kafka().bootstrapServers(),
                        "--taskledger.relay.poll=5s", // no other node appends
                        "--taskledger.acknowledge=published",
                        "--taskledger.rate-limit.enabled=false",
                        "--taskledger.auth.jwks-url=" + issuer.jwksUrl(),
                        "--taskledger.auth.issuer=" + issuer.origin(),
                        "--taskledger.auth.audience=" + issuer.origin()));
        origin = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    static synchronized CommandService shared() {
        try {
            if (shared == null) {
                shared = new CommandService();
            }
            return shared;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An owner that no other test uses. */
    User newUser() {
        return newUser("user-" + UUID.randomUUID());
    }

    /** An owner with this name. */
    User newUser(String id) {
        return new User(id, issuer.token(id, "user"));
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
    }

    /** Sends requests as one caller. */
    final class User {

        final String id;
        private final String token;

        private User(String id, String token) {
            this.id = id;
            this.token = token;
        }

        Answer post(String path, String body, String... headers) {
            return send("POST", path, body, headers);
        }

        Answer patch(String path, String body, String... headers) {
            return send("PATCH", path, body, headers);
        }

        Answer put(String path, String body, String... headers) {
            return send("PUT", path, body, headers);
        }

        Answer delete(String path, String... headers) {
            return send("DELETE", path, "", headers);
        }

        /** The id of a new open task with only a title. */
        String newTask() {
            return post("/api/tasks", "{\"title\":\"Water the plants\"}")
                    .body()
                    .path("id")
                    .stringValue();
        }

        Answer send(String method, String path, String body, String... headers) {
            var request = HttpRequest.newBuilder(URI.create(origin + path))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Authorization", "Bearer " + token);
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
            return answer(request.build());
        }
    }

    /** Sends a request and compares the response with the document. */
    Answer answer(HttpRequest request) {
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

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String origin() {
        return origin;
    }
}
