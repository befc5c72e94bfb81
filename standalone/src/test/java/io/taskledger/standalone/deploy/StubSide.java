package io.taskledger.standalone.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A stub node behind the proxy that returns its name and records requests. Thread-safe. */
final class StubSide implements AutoCloseable {

    /** A recorded request. */
    record Asked(String method, String uri, List<String> forwardedFor, String scheme) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private final String name;
    private volatile int status = 200;

    private StubSide(String name, HttpServer server) {
        this.name = name;
        this.server = server;
    }

    static StubSide start(String name) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var side = new StubSide(name, server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", side::answer);
        server.start();
        return side;
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Sets the status of its responses from now on; 0 to close the connection instead. */
    void answers(int newStatus) {
        status = newStatus;
    }

    /** Forgets the requests and responds 200 again. */
    void reset() {
        asked.clear();
        connections.clear();
        status = 200;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    int connections() {
        return connections.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        connections.add(exchange.getRemoteAddress());
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers.getOrDefault("X-Forwarded-For", List.of()),
                headers.getFirst("X-Forwarded-Proto")));
        exchange.getRequestBody().readAllBytes();
        if (status == 0) {
            exchange.close();
            return;
        }
        var body = name.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
