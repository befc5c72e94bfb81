package io.taskledger.edge.auth;

import io.taskledger.edge.problem.ProblemException;

/** Responses to rejected tokens. Frontends show these texts, so they must not change. */
final class AuthFailures {

    private AuthFailures() {}

    static ProblemException missing() {
        return new ProblemException(401, "unauthorized", "Missing or invalid authorization header")
                .withHeader("WWW-Authenticate", "Bearer realm=\"taskledger\"");
    }

    static ProblemException invalid() {
        return new ProblemException(401, "unauthorized", "Invalid or expired token")
                .withHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"taskledger\", error=\"invalid_token\", error_description=\"Invalid or expired token\"");
    }

    static ProblemException banned() {
        return new ProblemException(403, "banned", "Access denied: This account is banned");
    }

    static ProblemException lacking(String role) {
        return new ProblemException(403, "forbidden", "Access denied: This requires the role " + role);
    }

    static ProblemException forbidden() {
        return new ProblemException(403, "forbidden", "Access denied: Cannot access other user's data");
    }

    /** Not 401, which would sign users out although their tokens are valid. */
    static ProblemException unavailable() {
        return new ProblemException(
                        503, "auth-unavailable", "Tokens cannot be checked: the auth server does not respond")
                .withRetryAfter(5);
    }
}
