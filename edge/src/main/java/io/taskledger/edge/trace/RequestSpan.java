package io.taskledger.edge.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/** The span of a request, and what makes spans below it. */
record RequestSpan(Tracer tracer, Span span) {

    /** The request's attribute that holds it. */
    static final String ATTRIBUTE = RequestSpan.class.getName();

    Span child(String name) {
        return tracer.spanBuilder(name).setParent(Context.root().with(span)).startSpan();
    }
}
