package io.taskledger.command.api;

/** What must have happened to a commit before anybody is told about it. */
@FunctionalInterface
public interface Acknowledgement {

    /** It is durable in MongoDB, which it is as soon as the ledger says so. */
    Acknowledgement STORED = (lane, position) -> {};

    /**
     * Returns when all commits of the lane up to the position may be told of.
     *
     * @throws io.taskledger.command.ledger.LedgerUnavailableException if that does not come about in time
     */
    void await(int lane, long position);
}
