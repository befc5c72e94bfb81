package io.taskledger.edge.auth;

import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Decides who comes in. Thread-safe. */
final class Gate {

    private final DefaultBearerTokenResolver header = new DefaultBearerTokenResolver();
    private final TokenVerifier verifier;
    private final TokenCache cache;

    Gate(TokenVerifier verifier, TokenCache cache) {
        this.verifier = verifier;
        this.cache = cache;
    }

    /** @throws ProblemException why the request does not come in */
    VerifiedToken admit(HttpServletRequest request, HttpServletResponse response) {
        String token = token(request);
        if (token == null) {
            throw AuthFailures.missing();
        }
        TokenCache.Key key = TokenCache.Key.of(token);
        VerifiedToken known = cache.get(key);
        return known == null ? verify(token, key) : known;
    }

    private VerifiedToken verify(String token, TokenCache.Key key) {
        long generation = cache.generation();
        try {
            VerifiedToken verified = verifier.verify(token);
            cache.put(key, verified, generation);
            return verified;
        } catch (ProblemException refusal) {
            if (refusal.status() == 401) {
                cache.forget(key);
            }
            throw refusal;
        }
    }

    private @Nullable String token(HttpServletRequest request) {
        try {
            return header.resolve(request);
        } catch (OAuth2AuthenticationException e) {
            return null;
        }
    }
}
