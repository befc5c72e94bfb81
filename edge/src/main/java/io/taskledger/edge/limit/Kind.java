package io.taskledger.edge.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/** What a request asks for, which decides how often a user may ask. */
public enum Kind {
    /** Changes something, or tries to. */
    COMMANDS,
    /** Only reads. */
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
