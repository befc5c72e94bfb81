package io.taskledger.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What ties a request to others. */
public final class Trace {

    /** The header, and the key in the logging context and of the request attribute. */
    public static final String CORRELATION_HEADER = "X-Correlation-Id";

    static final String CORRELATION = "correlationId";

    private static final String CONTINUED = "traceparent";

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
     * The W3C Trace Context parent of what the request sets off: the request's own span if it is traced here, or else
     * the caller's. Null if the request carries none or a malformed one, which that standard says to ignore.
     */
    public static @Nullable String traceparent(HttpServletRequest request) {
        if (request.getAttribute(CONTINUED) instanceof String continued) {
            return continued;
        }
        String value = request.getHeader("traceparent");
        return value != null && isTraceparent(value) ? value : null;
    }

    /** From now on {@link #traceparent} is this one. */
    public static void continueAs(HttpServletRequest request, String traceparent) {
        request.setAttribute(CONTINUED, traceparent);
    }

    /** Whether it has the form of W3C Trace Context. */
    public static boolean isTraceparent(String value) {
        return TRACEPARENT.matcher(value).matches();
    }
}
