package io.taskledger.edge.trace;

import io.taskledger.edge.web.Trace;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The trace of a request, read once, for code that does not know HTTP. Immutable and thread-safe. */
public final class RequestTrace {

    private final String correlation;
    private final @Nullable String traceparent;
    private final @Nullable RequestSpan span;

    private RequestTrace(String correlation, @Nullable String traceparent, @Nullable RequestSpan span) {
        this.correlation = correlation;
        this.traceparent = traceparent;
        this.span = span;
    }

    public static RequestTrace of(HttpServletRequest request) {
        var span = request.getAttribute(RequestSpan.ATTRIBUTE) instanceof RequestSpan traced ? traced : null;
        return new RequestTrace(Trace.correlationId(request), Trace.traceparent(request), span);
    }

    /** Without spans. */
    public static RequestTrace untraced(String correlation) {
        return new RequestTrace(correlation, null, null);
    }

    /** An id shared by everything that one intent of the user caused. */
    public String correlation() {
        return correlation;
    }

    /** The W3C Trace Context parent of everything that the request causes; null if there is none. */
    public @Nullable String traceparent() {
        return traceparent;
    }

    @Nullable
    RequestSpan span() {
        return span;
    }
}
