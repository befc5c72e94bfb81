package io.taskledger.edge.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** A span from the start of a command until it is decided and stored. For one thread; no cost if tracing is off. */
public final class CommandSpan implements AutoCloseable {

    private static final CommandSpan NONE = new CommandSpan(Span.getInvalid());

    private final Span span;

    private CommandSpan(Span span) {
        this.span = span;
    }

    /** Must be closed when the outcome is known. */
    public static CommandSpan begin(RequestTrace trace) {
        var parent = trace.span();
        return parent == null
                ? NONE
                : new CommandSpan(
                        parent.child("command").setStatus(StatusCode.ERROR)); // an error until done() is called
    }

    /**
     * It was decided.
     *
     * @param position of the commit, or the position as of which nothing was appended; -1 in an empty lane
     */
    public void done(int lane, long position) {
        span.setAttribute(Tracing.LANE, (long) lane)
                .setAttribute(Tracing.POSITION, position)
                .setStatus(StatusCode.OK);
    }

    @Override
    public void close() {
        span.end();
    }
}
