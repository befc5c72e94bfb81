package io.taskledger.edge.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.taskledger.edge.web.Trace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

class RequestSpanFilterTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final Spans spans = new Spans();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/users/alice");

    @Test
    void a_request_continues_the_trace_of_its_caller() throws Exception {
        request.addHeader("traceparent", CALLER);
        var seen = new String[1];

        filter(1, (request, response) -> seen[0] = Trace.traceparent(this.request));

        var span = onlySpan();
        assertThat(span.getParentSpanContext().isRemote()).isTrue();
        assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(seen[0]).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
    }

    @Test
    void a_request_with_nonsense_for_a_trace_begins_one() throws Exception {
        request.addHeader("traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01");

        filter(1, (request, response) -> {});

        assertThat(onlySpan().getParentSpanContext().isValid()).isFalse();
        assertThat(Trace.traceparent(request)).contains(onlySpan().getTraceId());
    }

    @Test
    void a_span_names_method_route_and_status_but_not_the_path() throws Exception {
        filter(1, (request, response) -> {
            request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/api/users/{id}");
            ((HttpServletResponse) response).setStatus(404);
        });

        var span = onlySpan();
        assertThat(span.getName()).isEqualTo("GET /api/users/{id}");
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().asMap().toString())
                .contains("http.request.method=GET", "http.route=/api/users/{id}", "http.response.status_code=404")
                .doesNotContain("alice");
    }

    @Test
    void a_request_that_fails_ends_its_span_as_an_error() {
        assertThatThrownBy(() -> filter(1, (request, response) -> {
                    throw new ServletException("broken");
                }))
                .isInstanceOf(ServletException.class);

        assertThat(onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void an_invented_method_is_not_repeated() throws Exception {
        request.setMethod("ALICE");

        filter(1, (request, response) -> {});

        assertThat(onlySpan().getName()).isEqualTo("_OTHER");
    }

    @Test
    void a_trace_that_is_not_sampled_leaves_no_span_and_is_handed_on_as_such() throws Exception {
        filter(
                0,
                (request, response) ->
                        CommandSpan.begin(RequestTrace.of(this.request)).close());

        assertThat(spans.ended()).isEmpty();
        assertThat(TraceFlags.fromHex(Trace.traceparent(request), 53).isSampled())
                .isFalse();
    }

    @Test
    void a_command_has_a_span_of_its_own_which_is_an_error_until_it_is_done() throws Exception {
        filter(1, (request, response) -> {
            try (var failing = CommandSpan.begin(RequestTrace.of(this.request))) {
                assertThat(failing).isNotNull();
            }
            try (var span = CommandSpan.begin(RequestTrace.of(this.request))) {
                span.done(3, 17);
            }
        });

        var failed = spans.ended().get(0);
        var done = spans.ended().get(1);
        var server = spans.ended().get(2);
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(done.getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
        assertThat(done.getAttributes().asMap().toString()).contains("taskledger.lane=3", "taskledger.position=17");
        assertThat(done.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(done.getTraceId()).isEqualTo(server.getTraceId());
    }

    private void filter(double sampling, FilterChain chain) throws ServletException, IOException {
        try (var tracing = new Tracing(spans, sampling, "test")) {
            new RequestSpanFilter(tracing).doFilter(request, new MockHttpServletResponse(), chain);
        }
    }

    private SpanData onlySpan() {
        assertThat(spans.ended()).hasSize(1);
        return spans.ended().getFirst();
    }
}
