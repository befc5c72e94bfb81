package io.taskledger.edge.auth;

import io.taskledger.edge.problem.ProblemException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The user who sent the request. A controller method with a {@code Caller} parameter gets the user of the token.
 *
 * @param id the owner: the token's {@code sub}, opaque
 * @param role the token's {@code role}, which may contain several roles separated by commas, or null
 * @param email for display only, never to identify callers; or null
 * @param name for display only; or null
 */
public record Caller(
        String id,
        @Nullable String role,
        @Nullable String email,
        @Nullable String name) {

    /** The user of the request that this thread serves; null if it needs no token. */
    public static @Nullable Caller current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof VerifiedToken token
                ? token.getPrincipal()
                : null;
    }

    /** @throws ProblemException 403 if this is another user */
    public void requireSelf(String userId) {
        if (!id.equals(userId)) {
            throw AuthFailures.forbidden();
        }
    }

    /** @throws ProblemException 403 if the caller does not have this role */
    public void requireRole(String needed) {
        if (roles().noneMatch(needed::equals)) {
            throw AuthFailures.lacking(needed);
        }
    }

    /** Better Auth writes several roles in one text, separated by commas. */
    Stream<String> roles() {
        return role == null ? Stream.empty() : Stream.of(role.split(",")).map(String::strip);
    }

    /** Only the id, so that logs contain no personal data. */
    @Override
    public String toString() {
        return "Caller[" + id + "]";
    }
}
