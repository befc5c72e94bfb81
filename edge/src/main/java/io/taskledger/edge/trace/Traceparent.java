package io.taskledger.edge.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.taskledger.edge.web.Trace;
import org.jspecify.annotations.Nullable;

/** The header of W3C Trace Context that this service reads and writes; {@code tracestate} is not kept. */
final class Traceparent {

    private Traceparent() {}

    /** The parent context for spans; the root context for null or an invalid value. */
    static Context parent(@Nullable String traceparent) {
        return traceparent == null || !Trace.isTraceparent(traceparent)
                ? Context.root()
                : Context.root()
                        .with(Span.wrap(SpanContext.createFromRemoteParent(
                                traceparent.substring(3, 35),
                                traceparent.substring(36, 52),
                                TraceFlags.fromHex(traceparent, 53),
                                TraceState.getDefault())));
    }

    static String of(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }
}
