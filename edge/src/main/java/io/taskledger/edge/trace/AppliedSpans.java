package io.taskledger.edge.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.taskledger.contract.commit.Commit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Adds to the trace of each command when its commit became readable. Thread-safe. */
public final class AppliedSpans {

    /** Nothing is traced. */
    public static final AppliedSpans OFF = new AppliedSpans(null);

    /** Older commits are applied when read models are rebuilt; their traces are complete by then. */
    private static final Duration RECENT = Duration.ofHours(1);

    private final @Nullable Tracer tracer;

    private AppliedSpans(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    public static AppliedSpans of(Tracing tracing) {
        return new AppliedSpans(tracing.tracer());
    }

    /**
     * The commit is applied now.
     *
     * @param begun when its batch began
     */
    public void applied(Commit commit, Instant begun) {
        if (tracer == null || commit.content().time().isBefore(begun.minus(RECENT))) {
            return;
        }
        var parent = Traceparent.parent(commit.content().cause().traceparent());
        if (Span.fromContext(parent).getSpanContext().isSampled()) {
            tracer.spanBuilder("apply")
                    .setParent(parent)
                    .setSpanKind(SpanKind.CONSUMER)
                    .setStartTimestamp(begun)
                    .setAttribute(Tracing.LANE, (long) commit.lane())
                    .setAttribute(Tracing.POSITION, commit.position())
                    .startSpan()
                    .end();
        }
    }
}
