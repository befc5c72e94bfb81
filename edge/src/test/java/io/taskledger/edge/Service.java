package io.taskledger.edge;

import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** {@link EdgeApplication} on a free port, and a client for it. */
public final class Service implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConfigurableApplicationContext context;
    private final EmbeddedIssuer issuer;

    private Service(EmbeddedIssuer issuer, ConfigurableApplicationContext context) {
        this.issuer = issuer;
        this.context = context;
    }

    /** Starts with these properties, written {@code name=value}, trusting that issuer. */
    public static Service start(EmbeddedIssuer issuer, String... properties) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("taskledger.auth.jwks-url", issuer.jwksUrl());
        all.put("taskledger.auth.issuer", issuer.origin());
        all.put("taskledger.auth.audience", issuer.origin());
        for (var property : properties) {
            int equals = property.indexOf('=');
            all.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return new Service(
                issuer,
                new SpringApplicationBuilder(EdgeApplication.class)
                        .run(all.entrySet().stream()
                                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                                .toArray(String[]::new)));
    }

    public int port() {
        return port("local.server.port");
    }

    private int port(String property) {
        return Integer.parseInt(context.getEnvironment().getProperty(property, "0"));
    }

    /** GET on the management port. */
    public Answer management(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("local.management.port") + path)));
    }

    public EmbeddedIssuer issuer() {
        return issuer;
    }

    /** Any signed-in user. */
    public String token(String sub) {
        return issuer.token(sub, null);
    }

    /** GET; without a token if the token is null. */
    public Answer get(String path, @Nullable String token, String... headers) {
        return send(request(path, token, headers).GET());
    }

    public Answer post(String path, @Nullable String token, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        return send(request(path, token, all.toArray(String[]::new)).POST(BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path, @Nullable String token, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }

    /** The response. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        /** The first line of this header, or an empty text. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** A member of the body, such as {@code code} of a problem; only texts. */
        public String member(String name) {
            return JsonMapper.shared().readTree(body()).path(name).asString("");
        }
    }
}
