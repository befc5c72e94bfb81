package io.taskledger.load;

import io.taskledger.load.Sample.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * The figures of one operation at one shape.
 *
 * @param serving the process that answers the requests
 * @param windows the repetitions of the closed loop, after warm-up
 * @param latencies in microseconds, of the open loop at half the rate of the closed one
 * @param processes the names of the processes of {@link Window#cpuMicros}
 * @param load the load averages of the machine at the end
 */
record Measurement(
        Shape shape,
        String operation,
        List<String> processes,
        String serving,
        List<Window> windows,
        Histogram latencies,
        String load) {

    /** CPU a request is steady when two stretches differ by less than this share. */
    private static final double STEADY = 0.05;

    private static final int STRETCHES = 8;
    private static final int PAUSE_MS = 100;
    private static final int LEAST_REQUESTS = 200;

    static Measurement of(Site site, Operation operation, Options options) throws IOException, InterruptedException {
        List<Window> windows = new ArrayList<>();
        try (var loop = ClosedLoop.start(site, operation, options.connections())) {
            warmUp(loop, options);
            var before = loop.sample();
            for (int i = 0; i < options.repetitions(); i++) {
                Thread.sleep(options.window());
                var after = enough(loop, before);
                windows.add(after.since(before));
                before = after;
            }
            loop.requireSuccess();
            if (options.profiles() != null) {
                profile(site, operation, options.profiles(), options.window());
            }
        }
        double half = median(windows.stream().map(Window::requestsPerSecond).toList()) / 2;
        return new Measurement(
                site.shape(),
                operation.name(),
                site.processes().stream().map(JavaProcess::name).toList(),
                site.serving(operation).name(),
                windows,
                OpenLoop.run(site, operation, options.connections(), half, options.openLoop()),
                ProcStat.load());
    }

    /** The next sample after enough requests: on a busy machine that takes longer than the window. */
    private static Sample enough(ClosedLoop loop, Sample before) throws InterruptedException {
        var after = loop.sample();
        while (after.requests() - before.requests() < LEAST_REQUESTS) {
            Thread.sleep(PAUSE_MS);
            loop.requireSuccess();
            after = loop.sample();
        }
        return after;
    }

    /** After the figures were taken, because recording costs CPU too. */
    private static void profile(Site site, Operation operation, Path folder, Duration window)
            throws IOException, InterruptedException {
        try (var recording = Recording.start(site, folder, operation.name())) {
            Thread.sleep(window.multipliedBy(2));
        }
    }

    /** Counts CPU, not time: on a busy machine the JVM gets as far with its compilation later. */
    private static void warmUp(ClosedLoop loop, Options options) throws InterruptedException {
        var begin = loop.sample();
        var before = begin;
        double last = Double.MAX_VALUE;
        while (begin.cpuUntil(loop.sample()).compareTo(options.warmUp()) < 0) {
            Thread.sleep(PAUSE_MS);
            loop.requireSuccess();
            var after = enough(loop, before);
            if (before.cpuUntil(after).compareTo(options.warmUp().dividedBy(STRETCHES)) >= 0) {
                double now = after.since(before).totalMicros();
                boolean isLong =
                        begin.cpuUntil(after).compareTo(options.warmUp().dividedBy(2)) >= 0;
                if (isLong && Math.abs(now - last) < STEADY * last) {
                    return;
                }
                last = now;
                before = after;
            }
        }
    }

    double requestsPerSecond() {
        return median(windows.stream().map(Window::requestsPerSecond).toList());
    }

    /** CPU of the generator a request, in microseconds. */
    double generatorMicros() {
        return median(windows.stream().map(Window::generatorMicros).toList());
    }

    /** CPU of all processes of the shape a request, in microseconds. */
    double totalMicros() {
        return median(windows.stream().map(Window::totalMicros).toList());
    }

    /** CPU of each process a request, in microseconds. */
    List<Double> cpuMicros() {
        return IntStream.range(0, processes.size())
                .mapToObj(i -> median(windows.stream()
                        .map(window -> window.cpuMicros().get(i))
                        .toList()))
                .toList();
    }

    /** CPU of the process that answers a request, in microseconds. */
    double servingMicros() {
        return cpuMicros().get(processes.indexOf(serving));
    }

    double millisAt(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
