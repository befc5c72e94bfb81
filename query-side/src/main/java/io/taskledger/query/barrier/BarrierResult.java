package io.taskledger.query.barrier;

import io.taskledger.contract.commit.ConsistencyToken;

/** The result of the barrier for a query. */
public sealed interface BarrierResult {

    /**
     * The query may read.
     *
     * @param asOf the read models are at least as new as this
     * @param parked how many events of the lane are parked
     */
    record Passed(ConsistencyToken asOf, long parked) implements BarrierResult {}

    /** The query is refused. */
    enum Refused implements BarrierResult {
        /** The read models did not reach the position in the time that the caller was willing to wait. */
        BEHIND,
        /** The read models were lost and have not reached their old position yet. */
        REBUILDING,
        /** The token belongs to another lane or ledger. */
        FOREIGN_TOKEN,
        /** Too many queries of the caller are waiting. */
        TOO_MANY_WAITERS
    }
}
