package io.taskledger.query.projection;

/** The read models were dropped or reset while this node was running. */
final class ReadModelsGoneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ReadModelsGoneException(int lane, Checkpoint before, Checkpoint stored) {
        super("The read models of lane " + lane + " were at position " + before.position() + " and are at "
                + stored.position() + " now: they were dropped or reset, and are derived again from there");
    }
}
