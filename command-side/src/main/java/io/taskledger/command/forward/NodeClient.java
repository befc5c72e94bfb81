package io.taskledger.command.forward;

import static java.util.Objects.requireNonNull;

import io.taskledger.command.relay.NodeUrl;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends requests to other nodes, each once: the JDK repeats only requests that it could not send. Connections are kept
 * for 30 s, which is shorter than the other node keeps them, and redirects are not followed. Thread-safe.
 */
final class NodeClient implements AutoCloseable {

    /** The request header that marks a forwarded request, and the header of a response that refuses all of them. */
    static final String FORWARDED = "Taskledger-Forwarded-By";

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final String CORRELATION = "X-Correlation-Id";

    /** A batch of 100 tasks with the longest texts takes a tenth of it. */
    private static final int MAX_BYTES = 16 << 20;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /**
     * Sends the request and waits for the whole response.
     *
     * @param sender identifies this node to the other one
     */
    Forwarded send(NodeUrl node, ForwardedRequest request, String sender, Duration timeout) {
        HttpRequest sent;
        try {
            sent = request(node, request, sender);
        } catch (IllegalArgumentException e) {
            return new Forwarded.NotSeen(false); // a path or a header that only servers accept
        }
        var response = http.sendAsync(sent, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            return outcome(response.get(timeout.toNanos(), TimeUnit.NANOSECONDS), request.correlation());
        } catch (ExecutionException e) {
            return isBeforeSending(requireNonNull(e.getCause()))
                    ? new Forwarded.NotSeen(true)
                    : new Forwarded.Unknown();
        } catch (TimeoutException e) {
            return new Forwarded.Unknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Forwarded.Unknown();
        } finally {
            response.cancel(true);
        }
    }

    private static HttpRequest request(NodeUrl node, ForwardedRequest request, String sender) {
        var builder = HttpRequest.newBuilder(node.resolve(request.target())).method(request.method(), request.body());
        request.headers().forEach((name, lines) -> lines.forEach(line -> builder.header(name, ascii(line))));
        return builder.setHeader(CORRELATION, request.correlation())
                .setHeader(FORWARDED, sender)
                .build();
    }

    /** The client would replace other characters. */
    private static String ascii(String line) {
        if (line.chars().anyMatch(character -> character > 126)) {
            throw new IllegalArgumentException("not ASCII");
        }
        return line;
    }

    /** Nothing of the request has been sent. */
    private static boolean isBeforeSending(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof SSLHandshakeException;
    }

    private static Forwarded outcome(HttpResponse<byte[]> response, String correlation) {
        var headers = response.headers();
        boolean seen =
                headers.firstValue(CORRELATION).filter(correlation::equals).isPresent();
        if (seen && headers.firstValue(FORWARDED).isEmpty()) {
            return new Forwarded.Answered(response);
        }
        // A web server that shuts down responds like this before any of our filters, which set the id.
        boolean ending = response.statusCode() == 503 && response.body().length == 0;
        return seen || ending ? new Forwarded.NotSeen(true) : new Forwarded.Unknown();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
