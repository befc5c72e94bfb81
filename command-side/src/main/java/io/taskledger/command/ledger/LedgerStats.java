package io.taskledger.command.ledger;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counters of a ledger since it was created. Thread-safe. */
public final class LedgerStats {

    /** Exact at any time, for {@link MongoLedger#close}. */
    private final AtomicInteger waiting = new AtomicInteger();

    private final LongAdder stored = new LongAdder();
    private final LongAdder inserts = new LongAdder();
    private final LongAdder insertNanos = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder collisions = new LongAdder();
    private final LongAdder conflicts = new LongAdder();

    void queued() {
        waiting.incrementAndGet();
    }

    void answered() {
        waiting.decrementAndGet();
    }

    void stored(int commits) {
        stored.add(commits);
    }

    void inserted(long nanos) {
        inserts.increment();
        insertNanos.add(nanos);
    }

    void retried() {
        retries.increment();
    }

    void collided() {
        collisions.increment();
    }

    void conflicted() {
        conflicts.increment();
    }

    /** Appends whose outcome is not certain yet. */
    public long waiting() {
        return waiting.get();
    }

    /** Commits stored by this ledger. */
    public long stored() {
        return stored.sum();
    }

    /** Inserts sent, each with one batch, whatever their outcome. */
    public long inserts() {
        return inserts.sum();
    }

    /** The total time of all inserts. */
    public Duration insertTime() {
        return Duration.ofNanos(insertNanos.sum());
    }

    /** Inserts whose outcome was unknown. */
    public long retries() {
        return retries.sum();
    }

    /** Inserts that found their position taken. */
    public long collisions() {
        return collisions.sum();
    }

    /** Appends refused because a stream they depended on had changed. */
    public long conflicts() {
        return conflicts.sum();
    }
}
