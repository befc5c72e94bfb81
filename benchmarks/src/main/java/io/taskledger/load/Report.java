package io.taskledger.load;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of the report, and the report as Markdown. */
final class Report {

    static final List<String> HEADINGS = List.of(
            "shape",
            "operation",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "CPU us",
            "of which",
            "generator us",
            "over no-op",
            "over CRUD",
            "process over CRUD's",
            "load");

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    List<List<String>> rows() {
        return results.measurements().stream().map(this::row).toList();
    }

    private List<String> row(Measurement of) {
        return List.of(
                of.shape().label(),
                of.operation(),
                String.format(Locale.ROOT, "%,.0f", of.requestsPerSecond()),
                String.format(Locale.ROOT, "%.1f", of.millisAt(50)),
                String.format(Locale.ROOT, "%.1f", of.millisAt(99)),
                String.format(Locale.ROOT, "%,.0f", of.totalMicros()),
                parts(of),
                String.format(Locale.ROOT, "%.0f", of.generatorMicros()),
                ratio(results.overNoOp(of)),
                ratio(results.overCrud(of)),
                ratio(results.servingOverCrud(of)),
                of.load());
    }

    private static String parts(Measurement of) {
        return of.processes().size() == 1
                ? ""
                : IntStream.range(0, of.processes().size())
                        .mapToObj(i -> of.processes().get(i)
                                + String.format(
                                        Locale.ROOT, " %,.0f", of.cpuMicros().get(i)))
                        .collect(Collectors.joining(", "));
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "";
    }

    /** What is not about one operation, one sentence each. */
    List<String> sentences() {
        return Stream.concat(
                        Stream.ofNullable(results.freshness())
                                .map(fresh -> String.format(
                                        Locale.ROOT,
                                        "Stored to visible at %.0f creates/s: p50 %.1f ms, p99 %.1f ms; bare Kafka round trip at"
                                                + " the same rate: p50 %.1f ms, p99 %.1f ms; ratio of the p99: %.1f.",
                                        fresh.perSecond(),
                                        fresh.p50(),
                                        fresh.p99(),
                                        fresh.kafkaP50(),
                                        fresh.kafkaP99(),
                                        fresh.p99() / fresh.kafkaP99())),
                        Stream.ofNullable(results.start())
                                .map(start -> String.format(
                                        Locale.ROOT,
                                        "./run: ready after %.1f s without data, %.1f s with 10,000 tasks; %.0f MiB resident"
                                                + " without data.",
                                        start.emptySeconds(),
                                        start.storedSeconds(),
                                        start.emptyMebibytes())))
                .toList();
    }

    /** A Markdown table and the sentences. */
    String markdown() {
        return Stream.concat(
                                Stream.of(
                                        HEADINGS,
                                        HEADINGS.stream().map(heading -> "---").toList()),
                                rows().stream())
                        .map(row -> "| " + String.join(" | ", row) + " |")
                        .collect(Collectors.joining("\n", "", "\n\n"))
                + String.join("\n", sentences());
    }
}
