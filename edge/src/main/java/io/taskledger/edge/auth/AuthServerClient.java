package io.taskledger.edge.auth;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to the auth server. One deadline covers everything from connecting to the last byte of the body,
 * because the JDK's own request time-out ends with the headers. Thread-safe.
 */
final class AuthServerClient {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final HttpClient client;
    private final Duration deadline;
    private final int maxBytes;

    /** @param maxBytes of a body; a longer body is a failure */
    AuthServerClient(HttpClient.Redirect redirects, Duration deadline, int maxBytes) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(redirects)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.deadline = deadline;
        this.maxBytes = maxBytes;
    }

    /** @throws IOException if no complete response arrived in time; an interrupt stays set */
    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        var response = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
        try {
            return response.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("No complete response within " + deadline.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            response.cancel(true); // closes the connection of a response that is still arriving
        }
    }
}
