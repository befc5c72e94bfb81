package io.taskledger.command.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.command.CommandSideApplication;
import io.taskledger.command.SharedServers;
import io.taskledger.command.relay.Relay;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of several command nodes of one ledger, as it runs in production. */
final class CommandNode implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String origin;

    /**
     * @param name of the database, the topic and the group that the nodes share
     * @param more settings, written {@code --name=value}
     */
    CommandNode(String name, EmbeddedIssuer issuer, String... more) throws IOException {
        int port = freePort();
        origin = "http://127.0.0.1:" + port;
        var settings = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--management.server.port=0",
                "--host=127.0.0.1", // a name in the address of a node, as in the compose file
                "--taskledger.node.url=http://${host}:" + port,
                "--taskledger.lanes=" + LANES,
                "--taskledger.mongodb.uri=" + SharedServers.mongo().uri(),
                "--taskledger.keys.uri=" + SharedServers.mongo().uri(),
                "--taskledger.keys.database=" + name + "_keys",
                "--taskledger.keys.beside-ledger=true",
                "--taskledger.keys.master=test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "--taskledger.mongodb.database=" + name,
                "--taskledger.kafka.bootstrap-servers=" + SharedServers.kafka().bootstrapServers(),
                "--taskledger.kafka.topic=" + name,
                "--taskledger.relay.group=" + name,
                "--taskledger.auth.jwks-url=" + issuer.jwksUrl(),
                "--taskledger.auth.issuer=" + issuer.origin(),
                "--taskledger.auth.audience=" + issuer.origin()));
        settings.addAll(List.of(more));
        context = new SpringApplicationBuilder(CommandSideApplication.class)
                .properties("spring.config.name=command-side")
                .run(settings.toArray(String[]::new));
    }

    static final int LANES = 8;

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String origin() {
        return origin;
    }

    boolean holds(int lane) {
        return bean(Relay.class).holds(lane);
    }

    /** How many requests it has forwarded so far, by outcome. */
    double forwarded(String outcome) {
        return bean(MeterRegistry.class)
                .get("taskledger.forwarded")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** @param headers names and values in turn */
    Answer send(String token, String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("No answer to " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonNode body() {
            return JSON.readTree(response.body());
        }

        /** The status, and the code of a problem. */
        String problem() {
            return status() + " " + body().path("code").stringValue("none");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("none");
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
