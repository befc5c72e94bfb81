package io.taskledger.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counters at one time.
 *
 * @param nanos the time
 * @param cpuNanos of each process of the site
 * @param generatorNanos CPU of the process that sends the requests
 */
record Sample(long nanos, long requests, List<Long> cpuNanos, long generatorNanos) {

    /** CPU of all processes of the site from this sample to a later one. */
    Duration cpuUntil(Sample later) {
        return Duration.ofNanos(later.allCpu() - allCpu());
    }

    private long allCpu() {
        return cpuNanos.stream().mapToLong(Long::longValue).sum();
    }

    /** What happened between an earlier sample and this one. */
    Window since(Sample earlier) {
        long count = Math.max(1, requests - earlier.requests);
        return new Window(
                (requests - earlier.requests) * 1e9 / (nanos - earlier.nanos),
                IntStream.range(0, cpuNanos.size())
                        .mapToObj(i -> (cpuNanos.get(i) - earlier.cpuNanos.get(i)) / 1e3 / count)
                        .toList(),
                (generatorNanos - earlier.generatorNanos) / 1e3 / count);
    }

    /**
     * A stretch of time.
     *
     * @param cpuMicros of each process for one request
     * @param generatorMicros of the generator for one request
     */
    record Window(double requestsPerSecond, List<Double> cpuMicros, double generatorMicros) {

        double totalMicros() {
            return cpuMicros.stream().mapToDouble(Double::doubleValue).sum();
        }
    }
}
