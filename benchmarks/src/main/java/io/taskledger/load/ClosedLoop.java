package io.taskledger.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends on each connection the next request as soon as the response to the last one has arrived, until it is closed.
 */
final class ClosedLoop implements AutoCloseable {

    private final Site site;
    private final Operation operation;
    private final List<Thread> workers = new ArrayList<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private volatile boolean stopped;

    private ClosedLoop(Site site, Operation operation) {
        this.site = site;
        this.operation = operation;
    }

    static ClosedLoop start(Site site, Operation operation, int connections) {
        var loop = new ClosedLoop(site, operation);
        for (int i = 0; i < connections; i++) {
            int worker = i;
            loop.workers.add(Thread.startVirtualThread(() -> loop.work(worker)));
        }
        return loop;
    }

    private void work(int worker) {
        try (var connection = new HttpConnection(site.port(operation))) {
            while (!stopped) {
                var response = connection.exchange(operation.requests().next(worker));
                requests.increment();
                if (response.status() != operation.status()) {
                    failures.increment();
                    failure.set(response.status() + " " + response.text());
                }
            }
        } catch (IOException e) {
            failures.increment();
            failure.set(e.toString());
        }
    }

    /** What happened since the start. */
    Sample sample() {
        return new Sample(
                System.nanoTime(),
                requests.sum(),
                site.cpuNanos(),
                ProcStat.cpuNanos(ProcessHandle.current().pid()));
    }

    /** @throws IllegalStateException if a request failed: figures of failures say nothing */
    void requireSuccess() {
        site.requireAlive();
        if (failures.sum() > 0) {
            throw new IllegalStateException("%d of %d requests of %s failed, the last one with %s"
                    .formatted(failures.sum(), requests.sum(), operation.name(), failure.get()));
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            for (var worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
