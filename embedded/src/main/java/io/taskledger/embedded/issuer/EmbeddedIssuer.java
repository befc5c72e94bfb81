package io.taskledger.embedded.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Issuer} with its own HTTP server on loopback, for tests: {@code GET /api/auth/jwks} returns its key set.
 */
public final class EmbeddedIssuer implements AutoCloseable {

    private static final String PATH = "/api/auth/jwks";

    private final HttpServer server;
    private final Issuer issuer;
    private final AtomicInteger fetches = new AtomicInteger();

    private EmbeddedIssuer(HttpServer server, Issuer issuer) {
        this.server = server;
        this.issuer = issuer;
        server.createContext(PATH, this::respond);
        server.start();
    }

    /** Starts on a free port with a new key. */
    public static EmbeddedIssuer start() throws IOException {
        var server = bind(0);
        return new EmbeddedIssuer(
                server,
                Issuer.inMemory("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** Serves the same issuer again, at the same address. */
    public static EmbeddedIssuer restart(Issuer issuer) throws IOException {
        return new EmbeddedIssuer(bind(URI.create(issuer.origin()).getPort()), issuer);
    }

    private static HttpServer bind(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    public Issuer issuer() {
        return issuer;
    }

    /**
     * Issuer and audience of its tokens, the value of {@code taskledger.auth.issuer} and
     * {@code taskledger.auth.audience}.
     */
    public String origin() {
        return issuer.origin();
    }

    /** The value of {@code taskledger.auth.jwks-url}. */
    public String jwksUrl() {
        return issuer.origin() + PATH;
    }

    /** A token of that user for 15 minutes; no {@code role} claim if the role is null. */
    public String token(String sub, @Nullable String role) {
        return issuer.token(sub, role);
    }

    /** How often the key set was fetched. */
    public int fetches() {
        return fetches.get();
    }

    private void respond(HttpExchange exchange) throws IOException {
        fetches.incrementAndGet();
        var body = issuer.jwks().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Stops responding at once; {@link #restart} starts it again. */
    @Override
    public void close() {
        server.stop(0);
    }
}
