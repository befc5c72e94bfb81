package io.taskledger.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Like a Next.js application for a browser: a page, its auth server below {@code /api/auth}, and a gateway below the
 * rest of {@code /api} that exchanges the session cookie for a token and passes requests on.
 */
final class Frontend implements AutoCloseable {

    /** Headers of the connection, or set by the HTTP client itself. */
    private static final Set<String> HOPS =
            Set.of("connection", "host", "content-length", "transfer-encoding", "expect");

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile String auth = "";
    private volatile String command = "";
    private volatile String query = "";

    private Frontend(HttpServer server) {
        this.server = server;
    }

    static Frontend start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var frontend = new Frontend(server);
        server.createContext("/", frontend::serve);
        server.start();
        return frontend;
    }

    /** The target of its requests. */
    void join(String authOrigin, String commandOrigin, String queryOrigin) {
        auth = authOrigin;
        command = commandOrigin;
        query = queryOrigin;
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The results of the page, when it has finished. */
    JsonNode report() throws InterruptedException {
        var report = reports.poll(5, TimeUnit.MINUTES);
        if (report == null) {
            throw new AssertionError("The page reported nothing");
        }
        return JsonMapper.shared().readTree(report);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            if (path.startsWith("/api/auth/")) {
                pass(exchange, body, auth, null);
            } else if (path.startsWith("/api/")) {
                pass(exchange, body, exchange.getRequestMethod().equals("GET") ? query : command, token(exchange));
            } else if (path.equals("/report")) {
                reports.add(new String(body, StandardCharsets.UTF_8));
                answer(exchange, 204, new byte[0]);
            } else if (path.equals("/page.html")) {
                try (var page = Frontend.class.getResourceAsStream("/browser/page.html")) {
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    answer(exchange, 200, page.readAllBytes());
                }
            } else {
                answer(exchange, 404, new byte[0]);
            }
        }
    }

    private String token(HttpExchange exchange) {
        var request = HttpRequest.newBuilder(URI.create(auth + "/api/auth/token"))
                .header("Cookie", exchange.getRequestHeaders().getFirst("Cookie"))
                .build();
        return JsonMapper.shared()
                .readTree(new String(send(request).body(), StandardCharsets.UTF_8))
                .path("token")
                .stringValue();
    }

    private void pass(HttpExchange exchange, byte[] body, String origin, String token) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(origin + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> copy(request, name, values, token != null));
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        var answer = send(request.build());
        answer.headers().map().forEach((name, values) -> {
            if (!HOPS.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        answer(exchange, answer.statusCode(), answer.body());
    }

    private static void copy(HttpRequest.Builder request, String name, List<String> values, boolean withoutCookie) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!HOPS.contains(lower) && !(withoutCookie && lower.equals("cookie"))) {
            values.forEach(value -> request.header(name, value));
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
