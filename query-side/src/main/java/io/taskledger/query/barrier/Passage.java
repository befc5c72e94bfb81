package io.taskledger.query.barrier;

import io.taskledger.contract.commit.ConsistencyToken;

/** How a query came out of the barrier. */
public sealed interface Passage {

    /**
     * The read models show what the caller may expect.
     *
     * @param asOf what they show at least
     * @param parked how many events of the lane are parked
     */
    record Passed(ConsistencyToken asOf, long parked) implements Passage {}

    /** The query must not be answered. */
    enum Refused implements Passage {
        /** They did not in the time that the caller was willing to wait. */
        BEHIND,
        /** What they had is lost, and they are not that far again yet. */
        REBUILDING,
        /** The caller's token is of another lane or ledger. */
        FOREIGN_TOKEN,
        /** The caller has too many queries waiting already. */
        TOO_MANY_WAITERS
    }
}
