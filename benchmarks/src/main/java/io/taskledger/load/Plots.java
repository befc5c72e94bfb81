package io.taskledger.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Horizontal plots, one line a measurement. */
final class Plots {

    private static final int LEFT = 190;
    private static final int WIDTH = 700;
    private static final int LINE = 22;
    private static final Map<String, String> COLOURS = Map.of(
            "standalone",
            "#3b6ea5",
            "command-side",
            "#c8553d",
            "query-side",
            "#588b5b",
            "crud",
            "#8d6a9f",
            Sites.SERVERS,
            "#b8b8b8");

    private Plots() {}

    /** Bars, stacked by process. */
    static String cpu(List<Measurement> measurements) {
        double most = measurements.stream()
                .mapToDouble(Measurement::totalMicros)
                .max()
                .orElse(1);
        var svg = new StringBuilder();
        for (int i = 0; i < measurements.size(); i++) {
            var of = measurements.get(i);
            label(svg, i, of);
            double x = LEFT;
            for (int part = 0; part < of.processes().size(); part++) {
                var process = of.processes().get(part);
                double micros = of.cpuMicros().get(part);
                double width = micros / most * WIDTH;
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"%s\"><title>%s %.0f</title></rect>%n",
                        x,
                        i * LINE + 4,
                        width,
                        COLOURS.getOrDefault(process, "#444"),
                        Page.escaped(process),
                        micros));
                x += width;
            }
            text(svg, x + 6, i, String.format(Locale.ROOT, "%,.0f", of.totalMicros()));
        }
        return svg(svg, measurements.size());
    }

    /** A line from p50 to p99 on a logarithmic scale from 0.1 ms to 10 s. */
    static String latency(List<Measurement> measurements) {
        var svg = new StringBuilder();
        for (double millis = 0.1; millis <= 10_000; millis *= 10) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$d\" stroke=\"#ddd\"/><text x=\"%1$.1f\" y=\"%3$d\">%4$s ms</text>%n",
                    x(millis),
                    measurements.size() * LINE,
                    measurements.size() * LINE + 14,
                    millis < 1 ? "0.1" : String.format(Locale.ROOT, "%.0f", millis)));
        }
        for (int i = 0; i < measurements.size(); i++) {
            var of = measurements.get(i);
            label(svg, i, of);
            double from = x(of.millisAt(50));
            double to = Math.max(x(of.millisAt(99)), from + 2);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"8\" fill=\"%s\"/>%n",
                    from,
                    i * LINE + 7,
                    to - from,
                    COLOURS.getOrDefault(of.serving(), "#444")));
            text(svg, to + 6, i, String.format(Locale.ROOT, "%.1f - %.1f", of.millisAt(50), of.millisAt(99)));
        }
        return svg(svg, measurements.size() + 1);
    }

    private static double x(double millis) {
        return LEFT + (Math.log10(Math.max(millis, 0.1)) + 1) / 5 * WIDTH;
    }

    private static void label(StringBuilder svg, int line, Measurement of) {
        text(svg, 0, line, of.shape().label() + " " + of.operation());
    }

    private static void text(StringBuilder svg, double x, int line, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>%n", x, line * LINE + 15, Page.escaped(text)));
    }

    private static String svg(StringBuilder content, int lines) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\">%n%s</svg>"
                .formatted(LEFT + WIDTH + 100, lines * LINE, content);
    }
}
