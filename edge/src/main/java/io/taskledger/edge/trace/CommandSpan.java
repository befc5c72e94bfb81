package io.taskledger.edge.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.servlet.http.HttpServletRequest;

/** Times how long a command takes to be decided and stored. For one thread; costs nothing if nothing is traced. */
public final class CommandSpan implements AutoCloseable {

    private static final CommandSpan NONE = new CommandSpan(Span.getInvalid());

    private final Span span;

    private CommandSpan(Span span) {
        this.span = span;
    }

    /** To be closed when the outcome is known. */
    public static CommandSpan begin(HttpServletRequest request) {
        return request.getAttribute(RequestSpan.ATTRIBUTE) instanceof RequestSpan parent
                ? new CommandSpan(parent.child("command").setStatus(StatusCode.ERROR)) // until it is done
                : NONE;
    }

    /**
     * It was decided.
     *
     * @param position of the commit, or as of which nothing was appended; -1 in an empty lane
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
