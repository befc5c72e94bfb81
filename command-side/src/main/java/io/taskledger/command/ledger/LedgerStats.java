package io.taskledger.command.ledger;

import java.util.concurrent.atomic.LongAdder;

/** What a ledger has done since it was made. Thread-safe. */
public final class LedgerStats {

    private final LongAdder inserts = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder collisions = new LongAdder();
    private final LongAdder conflicts = new LongAdder();

    void inserted(int count) {
        inserts.increment();
        commits.add(count);
    }

    void retried() {
        retries.increment();
    }

    void collided() {
        collisions.increment();
    }

    void refused(Appended refusal) {
        if (refusal instanceof Appended.Conflicted) {
            conflicts.increment();
        }
    }

    /** Inserts sent, each of one batch. */
    public long inserts() {
        return inserts.sum();
    }

    /** Commits in these inserts. */
    public long commits() {
        return commits.sum();
    }

    /** Inserts that were sent again because their outcome was unknown. */
    public long retries() {
        return retries.sum();
    }

    /** Inserts that found their position taken by another ledger. */
    public long collisions() {
        return collisions.sum();
    }

    /** Appends refused because a stream they depended on had changed. */
    public long conflicts() {
        return conflicts.sum();
    }
}
