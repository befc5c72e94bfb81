package io.taskledger.load;

import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Runs the load test and writes its report: see README.md. */
public final class Load {

    private static final int WRITERS = 64;
    private static final int TASKS_OF_A_WRITER = 20;

    /** Enough users for all connections to differ, but not more tasks than needed. */
    private static final int TASKS_OF_A_SIZE = 4_000;

    private final Options options;
    private final EmbeddedIssuer issuer;
    private final Results results = new Results();

    private Load(Options options, EmbeddedIssuer issuer) {
        this.options = options;
        this.issuer = issuer;
    }

    /** @param arguments see {@link Options} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = Options.parse(arguments);
        try (var issuer = EmbeddedIssuer.start();
                var sites = new Sites(options, issuer)) {
            new Load(options, issuer).run(sites);
        }
        System.exit(0); // clients of the JDK may still have threads
    }

    private void run(Sites sites) throws IOException, InterruptedException {
        try {
            measure(sites);
        } finally {
            if (!results.measurements().isEmpty()) {
                report(); // also what was measured before a failure
            }
        }
    }

    private void measure(Sites sites) throws IOException, InterruptedException {
        for (var shape : options.shapes()) {
            say("starting " + shape.label());
            try (var site = sites.start(shape)) {
                measure(site);
            }
        }
        if (options.start()) {
            say("measuring the start of ./run");
            results.add(new StartTime(sites, issuer, options.repetitions()).measure());
        }
    }

    private void report() throws IOException {
        var markdown = new Report(results).markdown();
        System.out.println("\n" + markdown);
        Page.write(options.out(), results, "Taskledger under load, " + Instant.now());
        Files.writeString(options.out().resolveSibling("load.md"), markdown);
        say("written to " + options.out());
    }

    private void measure(Site site) throws IOException, InterruptedException {
        var filler = new Filler(site, issuer);
        say("filling");
        var writers = filler.users("writer", WRITERS, TASKS_OF_A_WRITER);
        Map<Integer, List<User>> bySize = new LinkedHashMap<>();
        for (int size : options.sizes()) {
            int count = Math.clamp(TASKS_OF_A_SIZE / size, 1, WRITERS);
            bySize.put(size, filler.users("list-" + size, count, size));
        }
        var visibility = new Visibility(site, writers);
        var operations = Operations.all(writers, bySize).stream()
                .filter(operation ->
                        options.operations().isEmpty() || options.operations().contains(operation.name()))
                .toList();
        // Batches come last: the embedded servers keep their gigabytes of tasks in memory.
        for (var operation : operations.stream().filter(each -> !isBatch(each)).toList()) {
            measure(site, operation, visibility);
        }
        if (options.visibility() && site.shape() == Shape.SERVICES) {
            say("measuring how soon a stored task is visible");
            visibility.awaitCurrent();
            results.add(freshness(site, visibility));
        }
        for (var operation : operations.stream().filter(Load::isBatch).toList()) {
            measure(site, operation, visibility);
        }
    }

    private static boolean isBatch(Operation operation) {
        return operation.name().startsWith("batch");
    }

    private void measure(Site site, Operation operation, Visibility visibility)
            throws IOException, InterruptedException {
        visibility.awaitCurrent();
        say(site.shape().label() + " " + operation.name());
        var measurement = Measurement.of(site, operation, options);
        results.add(measurement);
        say("  %.0f/s, CPU %.0f us".formatted(measurement.requestsPerSecond(), measurement.totalMicros()));
    }

    private Results.Freshness freshness(Site site, Visibility visibility) throws IOException, InterruptedException {
        double half = visibility.pairsPerSecond(options.connections(), options.window(), options.window()) / 2;
        var visible = visibility.run(options.connections(), half, options.openLoop());
        var kafka = KafkaRoundTrip.run(site.kafka(), half, options.openLoop());
        return new Results.Freshness(
                half, millis(visible, 50), millis(visible, 99), millis(kafka, 50), millis(kafka, 99));
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    private static void say(String text) {
        System.err.println(text + " (load " + ProcStat.load() + ")");
    }
}
