package io.taskledger.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The correlation id and the trace context of a request. */
public final class Trace {

    /** The header, and the key in the logging context and of the request attribute. */
    public static final String CORRELATION_HEADER = "X-Correlation-Id";

    static final String CORRELATION = "correlationId";

    private static final String CONTINUED = "traceparent";

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Trace() {}

    /**
     * An id shared by everything that one intent of the user caused: the client's {@code X-Correlation-Id}, or a new
     * one.
     */
    public static String correlationId(HttpServletRequest request) {
        return (String) request.getAttribute(CORRELATION);
    }

    /**
     * The W3C Trace Context parent of everything that the request causes: the request's own span if it is traced here,
     * else the caller's. Null if the request has none or a malformed one, which the standard says to ignore.
     */
    public static @Nullable String traceparent(HttpServletRequest request) {
        if (request.getAttribute(CONTINUED) instanceof String continued) {
            return continued;
        }
        var value = request.getHeader("traceparent");
        return value != null && isTraceparent(value) ? value : null;
    }

    /** Sets the value that {@link #traceparent} returns from now on. */
    public static void continueAs(HttpServletRequest request, String traceparent) {
        request.setAttribute(CONTINUED, traceparent);
    }

    /** Whether it has the form of W3C Trace Context. */
    public static boolean isTraceparent(String value) {
        return TRACEPARENT.matcher(value).matches();
    }
}
