package io.taskledger.edge.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/** The span of a request, and the tracer for its child spans. */
record RequestSpan(Tracer tracer, Span span) {

    /** The name of the request attribute that contains it. */
    static final String ATTRIBUTE = RequestSpan.class.getName();

    Span child(String name) {
        return tracer.spanBuilder(name).setParent(Context.root().with(span)).startSpan();
    }
}
