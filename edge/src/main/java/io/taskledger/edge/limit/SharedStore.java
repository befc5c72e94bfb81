package io.taskledger.edge.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of shared buckets, and whether to use it: after a failure this node decides alone for a second. So a store
 * that hangs makes only one request per second wait for the time-out. Thread-safe.
 */
final class SharedStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedStore.class);
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long NEVER = Long.MIN_VALUE;

    private final MongoBuckets buckets;
    private final LongSupplier nanos;
    private final Counter local;
    private final AtomicLong failedAt = new AtomicLong(NEVER);
    private final Thread preparing = Thread.ofVirtual().name("rate-limit-index").unstarted(this::prepare);
    private volatile boolean prepared;

    SharedStore(MongoBuckets buckets, LongSupplier nanos, MeterRegistry registry) {
        this.buckets = buckets;
        this.nanos = nanos;
        local = Counter.builder("taskledger.rate.limit.local")
                .description("Requests counted by this node alone because the store of shared limits did not respond")
                .register(registry);
    }

    MongoBuckets buckets() {
        return buckets;
    }

    /** Prepares the store in the background, which may take long for a big one; until then this node decides. */
    void start() {
        preparing.start();
    }

    @Override
    public void close() {
        preparing.interrupt();
    }

    private void prepare() {
        while (!prepared) {
            try {
                buckets.prepare();
                prepared = true;
            } catch (RuntimeException e) {
                failed(e);
                try {
                    Thread.sleep(Duration.ofNanos(PAUSE));
                } catch (InterruptedException over) {
                    return;
                }
            }
        }
    }

    /**
     * Asks the store, or this node if the store does not respond. Requests continue, whatever is wrong with the store.
     */
    <T> T ask(Supplier<T> shared, Supplier<T> alone) {
        long failed = failedAt.get();
        if (prepared && (failed == NEVER || pauseIsOver(failed))) {
            try {
                var result = shared.get();
                responded();
                return result;
            } catch (RuntimeException e) {
                failed(e);
            }
        }
        local.increment();
        return alone.get();
    }

    /** True for one of the concurrent requests, which then tries the store again. */
    private boolean pauseIsOver(long failed) {
        long now = nanos.getAsLong();
        return now - failed >= PAUSE && failedAt.compareAndSet(failed, now);
    }

    private void responded() {
        if (failedAt.get() != NEVER && failedAt.getAndSet(NEVER) != NEVER) {
            LOG.info("Rate limits are shared again");
        }
    }

    private void failed(RuntimeException e) {
        if (failedAt.getAndSet(nanos.getAsLong()) == NEVER) {
            LOG.warn(
                    "Rate limits count on this node alone: their store does not respond ({})",
                    e.getClass().getSimpleName());
        }
    }
}
