package io.taskledger.edge.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AppliedSpansTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    private final Spans spans = new Spans();
    private final AppliedSpans applied = AppliedSpans.of(new Tracing(spans, 1, "test"));

    @Test
    void a_commit_that_is_applied_continues_the_trace_of_its_command() {
        applied.applied(commit("00-" + TRACE + "-00f067aa0ba902b7-01", NOW), NOW);

        var span = spans.ended().getFirst();
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getAttributes().asMap().toString())
                .contains("taskledger.lane=5", "taskledger.position=7")
                .doesNotContain("alice");
    }

    @Test
    void a_commit_without_a_sampled_trace_has_no_span() {
        applied.applied(commit(null, NOW), NOW);
        applied.applied(commit("nonsense", NOW), NOW);
        applied.applied(commit("00-" + TRACE + "-00f067aa0ba902b7-00", NOW), NOW);

        assertThat(spans.ended()).isEmpty();
    }

    @Test
    void what_is_applied_long_after_it_was_committed_has_no_span() {
        applied.applied(commit("00-" + TRACE + "-00f067aa0ba902b7-01", NOW.minus(Duration.ofHours(2))), NOW);

        assertThat(spans.ended()).isEmpty();
    }

    @Test
    void off_means_that_nothing_happens() {
        assertThatCode(() -> AppliedSpans.OFF.applied(commit("00-" + TRACE + "-00f067aa0ba902b7-01", NOW), NOW))
                .doesNotThrowAnyException();
    }

    private static Commit commit(@Nullable String traceparent, Instant time) {
        var cause = new Cause("alice", "correlation", "causation", traceparent);
        var event = new RecordedEvent(new UUID(2, 2), "Something", 1, StreamId.PROFILE, 1, new byte[] {'{', '}'});
        var draft = new CommitDraft(new UUID(1, 1), "alice", time, cause, null, List.of(event));
        return PreparedCommit.of(5, draft).at(7, CommitHash.over(new byte[0]));
    }
}
