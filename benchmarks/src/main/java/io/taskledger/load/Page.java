package io.taskledger.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as one HTML page without any other file. */
final class Page {

    private static final String STYLE = """
            body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; color: #222 }
            table { border-collapse: collapse } td, th { padding: .2rem .6rem; border-bottom: 1px solid #ddd; text-align: right }
            td:nth-child(-n+2), th:nth-child(-n+2) { text-align: left } svg { max-width: 100% } text { font-size: 12px }
            """;

    private Page() {}

    static void write(Path file, Results results, String title) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, html(results, title));
    }

    static String html(Results results, String title) {
        var report = new Report(results);
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%1$s</title><style>
                %2$s</style></head><body><h1>%1$s</h1>
                <h2>CPU a request, microseconds, by process</h2>
                %3$s
                <h2>Latency in an open loop at half of the highest rate, p50 to p99</h2>
                %4$s
                <h2>All figures</h2>
                <table><thead>%5$s</thead><tbody>%6$s</tbody></table>
                %7$s
                </body></html>
                """.formatted(
                        escaped(title),
                        STYLE,
                        Plots.cpu(results.measurements()),
                        Plots.latency(results.measurements()),
                        row("th", Report.HEADINGS),
                        report.rows().stream().map(row -> row("td", row)).collect(Collectors.joining("\n")),
                        report.sentences().stream()
                                .map(sentence -> "<p>" + escaped(sentence) + "</p>")
                                .collect(Collectors.joining("\n")));
    }

    private static String row(String cell, List<String> values) {
        return Stream.of(values)
                .flatMap(List::stream)
                .map(value -> "<" + cell + ">" + escaped(value) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
