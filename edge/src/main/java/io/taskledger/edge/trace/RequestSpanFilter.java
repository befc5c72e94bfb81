package io.taskledger.edge.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.taskledger.edge.web.Trace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives every request a span that continues the caller's trace, if there is one. The span contains the route's pattern
 * and never the path, because paths contain ids.
 */
final class RequestSpanFilter extends OncePerRequestFilter {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private final Tracing tracing;

    RequestSpanFilter(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var method = METHODS.contains(request.getMethod())
                ? request.getMethod()
                : "_OTHER"; // clients can send any text as method
        var span = tracing.tracer()
                .spanBuilder(method)
                .setParent(Traceparent.parent(Trace.traceparent(request)))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method)
                .startSpan();
        Trace.continueAs(request, Traceparent.of(span.getSpanContext()));
        request.setAttribute(RequestSpan.ATTRIBUTE, new RequestSpan(tracing.tracer(), span));
        var completed = false;
        try {
            chain.doFilter(request, response);
            completed = true;
        } finally {
            end(span, method, request, completed ? response.getStatus() : 500);
        }
    }

    private static void end(Span span, String method, HttpServletRequest request, int status) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            span.updateName(method + " " + route).setAttribute(ROUTE, route);
        }
        span.setAttribute(STATUS, (long) status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
