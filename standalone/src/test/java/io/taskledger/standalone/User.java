package io.taskledger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user with a token, who sends plain HTTP. */
record User(HttpClient http, String origin, String token) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Gets a token from the development issuer. */
    static User signIn(HttpClient http, String origin, String sub) {
        var body = new User(http, origin, "").post("/dev/token", "{\"sub\":\"" + sub + "\",\"role\":\"user\"}").body;
        return new User(http, origin, JSON.readTree(body).path("token").stringValue());
    }

    /** @param headers the relevant headers, without those that differ each time */
    record Answer(int status, Map<String, List<String>> headers, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    /** @param headers names and values in turn */
    Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofMinutes(3))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=10") // a busy machine may need this long
                .method(method, BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        var headers = new TreeMap<>(response.headers().map());
        List.of("date", "x-correlation-id", "ratelimit", "connection", "keep-alive")
                .forEach(headers::remove);
        return new Answer(response.statusCode(), headers, response.body());
    }
}
