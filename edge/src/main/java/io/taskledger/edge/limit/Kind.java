package io.taskledger.edge.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/** The kind of a request, which decides its rate limit. */
public enum Kind {
    /** A request that changes data, or tries to. */
    COMMANDS,
    /** A request that only reads. */
    QUERIES;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** The one query that is too long for a URL. */
    private static final String QUERY_WITH_A_BODY = "/api/users/batch-get";

    public static Kind of(HttpServletRequest request) {
        return READING.contains(request.getMethod()) || QUERY_WITH_A_BODY.equals(request.getRequestURI())
                ? QUERIES
                : COMMANDS;
    }

    /** The policy's name in headers. */
    String policy() {
        return name().toLowerCase(Locale.ROOT);
    }
}
