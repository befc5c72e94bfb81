package io.taskledger.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Sends requests at a fixed rate over a fixed number of connections. */
final class OpenLoop {

    private static final int DIGITS = 3;

    private OpenLoop() {}

    /** A worker of an open loop, with connections of its own. */
    @FunctionalInterface
    interface Work {

        void run(int worker, Schedule schedule, Histogram latencies) throws IOException, InterruptedException;
    }

    /** The latencies in microseconds. */
    static Histogram run(Site site, Operation operation, int connections, double perSecond, Duration duration)
            throws IOException, InterruptedException {
        return run(connections, perSecond, duration, (worker, schedule, latencies) -> {
            try (var connection = new HttpConnection(site.port(operation))) {
                schedule.work(latencies, due -> {
                    int status = connection
                            .exchange(operation.requests().next(worker))
                            .status();
                    if (status != operation.status()) {
                        throw new IOException(operation.name() + " got " + status);
                    }
                });
            }
        });
    }

    /** Runs workers that share one schedule. */
    static Histogram run(int workers, double perSecond, Duration duration, Work work)
            throws IOException, InterruptedException {
        Histogram latencies = new ConcurrentHistogram(DIGITS);
        var schedule = new Schedule(TimeSource.SYSTEM, perSecond, Math.round(perSecond * duration.toMillis() / 1_000));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int worker = i;
                running.add(threads.submit(() -> {
                    work.run(worker, schedule, latencies);
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return latencies;
    }
}
