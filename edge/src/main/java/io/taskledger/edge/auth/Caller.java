package io.taskledger.edge.auth;

import io.taskledger.edge.problem.ProblemException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who sent the request. A controller method that takes a {@code Caller} gets the one that the token names.
 *
 * @param id the owner: the token's {@code sub}, opaque
 * @param role the token's {@code role}, which may list several separated by commas, or null
 * @param email for display only, never to tell callers apart; or null
 * @param name for display only; or null
 */
public record Caller(
        String id,
        @Nullable String role,
        @Nullable String email,
        @Nullable String name) {

    /** @throws ProblemException 403 if that user is somebody else */
    public void requireSelf(String userId) {
        if (!id.equals(userId)) {
            throw AuthFailures.forbidden();
        }
    }

    /** @throws ProblemException 403 unless the caller has that role */
    public void requireRole(String needed) {
        if (roles().noneMatch(needed::equals)) {
            throw AuthFailures.lacking(needed);
        }
    }

    /** Better Auth lists several in one text, separated by commas. */
    Stream<String> roles() {
        return role == null ? Stream.empty() : Stream.of(role.split(",")).map(String::strip);
    }

    /** The id only: personal data stays out of logs. */
    @Override
    public String toString() {
        return "Caller[" + id + "]";
    }
}
