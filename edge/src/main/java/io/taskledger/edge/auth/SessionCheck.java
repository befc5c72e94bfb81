package io.taskledger.edge.auth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the auth server whose session a token is: {@code GET /api/auth/get-session} of Better Auth with the plugin
 * {@code bearer()}, which responds 200 with {@code null} for an invalid token. Any unclear response counts as an
 * outage. Thread-safe; blocks the calling thread until the deadline at most.
 */
final class SessionCheck implements TokenCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 64 * 1024;

    private final JsonMapper json = JsonMapper.shared();
    /** Follows no redirects, so that a token is sent to no other server. */
    private final AuthServerClient client = new AuthServerClient(HttpClient.Redirect.NEVER, TIMEOUT, MAX_BYTES);

    private final URI url;

    SessionCheck(URI url) {
        this.url = url;
    }

    @Override
    public VerifiedToken verify(String token) {
        var response = ask(token);
        if (response.length == 0) {
            throw AuthFailures.unavailable();
        }
        try {
            return read(json.readValue(response, SessionResponse.class));
        } catch (JacksonException | IllegalArgumentException e) {
            throw AuthFailures.unavailable(); // not a response of Better Auth
        }
    }

    /** @param user as Better Auth describes the user, including the fields of its plugins */
    private record SessionResponse(Session session, Map<String, Object> user) {}

    private record Session(Instant expiresAt) {}

    private static VerifiedToken read(SessionResponse response) {
        if (response == null) {
            throw AuthFailures.invalid();
        }
        if (response.session == null || response.session.expiresAt == null || response.user == null) {
            throw new IllegalArgumentException("No session");
        }
        var now = Instant.now();
        if (response.session.expiresAt.isBefore(now)) {
            throw AuthFailures.invalid();
        }
        String id = response.user.get("id") instanceof String text ? text : null;
        return new VerifiedToken(CallerFactory.create(id, response.user, now), response.session.expiresAt);
    }

    private byte[] ask(String token) {
        var request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        HttpResponse<byte[]> response;
        try {
            response = client.send(request);
        } catch (IOException e) {
            throw AuthFailures.unavailable();
        }
        return switch (response.statusCode()) {
            case 200 -> response.body();
            case 401, 403 -> throw AuthFailures.invalid();
            default -> throw AuthFailures.unavailable();
        };
    }
}
