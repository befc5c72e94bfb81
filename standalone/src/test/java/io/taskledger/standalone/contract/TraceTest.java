package io.taskledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import io.taskledger.contract.ApiRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One trace from the request over the commit and its Kafka record to the read models. */
class TraceTest {

    private static final String OWNER = "owner-of-the-traced";
    private static final String TITLE = "title-of-the-traced";
    private static final Set<String> WHOLE = Set.of("POST /api/tasks", "command", "apply");

    private static TraceReceiver receiver;
    private static BothSides sides;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        receiver = new TraceReceiver();
        sides = BothSides.start("--taskledger.tracing.otlp-endpoint=" + receiver.endpoint());
        token = sides.issuer().token(OWNER, null);
    }

    @AfterAll
    static void stop() throws Exception {
        sides.close();
        receiver.close();
    }

    @Test
    void a_command_continues_the_trace_of_its_caller_until_its_commit_is_applied() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        create("00-" + trace + "-00f067aa0ba902b7-01");

        var spans = awaitWhole(span -> TraceReceiver.traceId(span).equals(trace));
        var request = spans.get("POST /api/tasks");
        assertThat(HexFormat.of().formatHex(request.getParentSpanId().toByteArray()))
                .isEqualTo("00f067aa0ba902b7");
        assertBelow(request, spans);
        assertThat(receiver.text()).contains("command-side", "query-side").doesNotContain(OWNER, TITLE, token);
    }

    @Test
    void a_command_of_a_caller_without_a_trace_begins_one() {
        create(null);

        var trace = awaitRoot();
        var spans = awaitWhole(span -> TraceReceiver.traceId(span).equals(trace));
        assertBelow(spans.get("POST /api/tasks"), spans);
    }

    private static void create(String traceparent) {
        var request = new ApiRequest(
                "createTask",
                "POST",
                "/api/tasks",
                Map.of("Content-Type", "application/json"),
                ("{\"title\":\"" + TITLE + "\"}").getBytes(StandardCharsets.UTF_8),
                ApiRequest.NONE);
        var sent = traceparent == null ? request : request.withHeader("traceparent", traceparent, ApiRequest.NONE);
        assertThat(sides.send(sent, token).statusCode()).isEqualTo(201);
    }

    private static void assertBelow(Span request, Map<String, Span> spans) {
        assertThat(List.of(spans.get("command"), spans.get("apply"))).allSatisfy(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(span.getAttributesList())
                    .extracting(attribute -> attribute.getKey())
                    .containsExactlyInAnyOrder("taskledger.lane", "taskledger.position");
        });
        assertThat(spans.get("apply").getAttributesList())
                .containsExactlyInAnyOrderElementsOf(spans.get("command").getAttributesList());
    }

    /** The id of the trace that started here. */
    private static String awaitRoot() {
        Predicate<Span> root = span -> span.getName().equals("POST /api/tasks")
                && span.getParentSpanId().isEmpty();
        await().atMost(Duration.ofMinutes(3))
                .until(() -> receiver.spans().stream().anyMatch(root));
        return receiver.spans().stream()
                .filter(root)
                .map(TraceReceiver::traceId)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Span> awaitWhole(Predicate<Span> ofTrace) {
        return await().atMost(Duration.ofMinutes(3))
                .until(() -> named(ofTrace), spans -> spans.keySet().equals(WHOLE));
    }

    private static Map<String, Span> named(Predicate<Span> ofTrace) {
        var named = new TreeMap<String, Span>();
        receiver.spans().stream().filter(ofTrace).forEach(span -> named.put(span.getName(), span));
        return named;
    }
}
