package io.taskledger.query.barrier;

/** How a query came out of the barrier. */
public enum Passage {
    /** The read models show what the caller may expect. */
    PASSED,
    /** They did not in the time that the caller was willing to wait, or nobody could tell. */
    BEHIND,
    /** The caller has too many queries waiting already. */
    TOO_MANY_WAITERS
}
