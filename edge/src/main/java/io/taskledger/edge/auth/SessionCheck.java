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
        byte[] answer = ask(token);
        if (answer.length == 0) {
            throw AuthFailures.unavailable();
        }
        try {
            return read(json.readValue(answer, Answer.class));
        } catch (JacksonException | IllegalArgumentException e) {
            throw AuthFailures.unavailable(); // not a response of Better Auth
        }
    }

    /** @param user as Better Auth describes the user, including the fields of its plugins */
    private record Answer(Session session, Map<String, Object> user) {}

    private record Session(Instant expiresAt) {}

    private static VerifiedToken read(Answer answer) {
        if (answer == null) {
            throw AuthFailures.invalid();
        }
        if (answer.session == null || answer.session.expiresAt == null || answer.user == null) {
            throw new IllegalArgumentException("No session");
        }
        Instant now = Instant.now();
        if (answer.session.expiresAt.isBefore(now)) {
            throw AuthFailures.invalid();
        }
        String id = answer.user.get("id") instanceof String text ? text : null;
        return new VerifiedToken(Callers.of(id, answer.user, now), answer.session.expiresAt);
    }

    private byte[] ask(String token) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request);
        } catch (IOException e) {
            throw AuthFailures.unavailable();
        }
        return switch (answer.statusCode()) {
            case 200 -> answer.body();
            case 401, 403 -> throw AuthFailures.invalid();
            default -> throw AuthFailures.unavailable();
        };
    }
}
