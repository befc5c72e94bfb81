package io.taskledger.load;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * The arrivals of an open loop: at a fixed rate, whatever the responses do. The latency of an arrival counts from the
 * time at which it was due, not from when a connection was free for it: a server that stands still for a second has
 * delayed all arrivals of that second (no coordinated omission). Thread-safe.
 */
final class Schedule {

    private final TimeSource time;
    private final long begin;
    private final double perSecond;
    private final long count;
    private final AtomicLong next = new AtomicLong();

    /** @param count the number of arrivals */
    Schedule(TimeSource time, double perSecond, long count) {
        this.time = time;
        this.begin = time.nanos();
        this.perSecond = perSecond;
        this.count = count;
    }

    /** How many arrivals there are in all. */
    long count() {
        return count;
    }

    /** What happens at an arrival. */
    @FunctionalInterface
    interface Arrival {

        /** @param due the time in nanoseconds */
        void happen(long due) throws IOException;
    }

    /** Takes arrivals, each once it is due, until none are left. */
    void work(Arrival arrival) throws IOException, InterruptedException {
        for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            long due = begin + (long) (i * 1e9 / perSecond);
            time.sleepUntil(due);
            arrival.happen(due);
        }
    }

    /** Takes arrivals and records in microseconds how long each took. */
    void work(Histogram latencies, Arrival arrival) throws IOException, InterruptedException {
        work(due -> {
            arrival.happen(due);
            latencies.recordValue((time.nanos() - due) / 1_000);
        });
    }
}
