package io.taskledger.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What ties a request to others. */
public final class Trace {

    /** The header, and the key in the logging context and of the request attribute. */
    public static final String CORRELATION_HEADER = "X-Correlation-Id";

    static final String CORRELATION = "correlationId";

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Trace() {}

    /**
     * What ties together everything that one intent of the user set off: the client's {@code X-Correlation-Id}, or one
     * made here.
     */
    public static String correlationId(HttpServletRequest request) {
        return (String) request.getAttribute(CORRELATION);
    }

    /**
     * The W3C Trace Context parent, or null if the request carries none or a malformed one, which that standard says to
     * ignore.
     */
    public static @Nullable String traceparent(HttpServletRequest request) {
        String value = request.getHeader("traceparent");
        return value != null && TRACEPARENT.matcher(value).matches() ? value : null;
    }
}
