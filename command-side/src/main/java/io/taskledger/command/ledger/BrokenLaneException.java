package io.taskledger.command.ledger;

/** The commits of a lane do not form a chain: another program wrote there. Nothing may be appended to the lane. */
public final class BrokenLaneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BrokenLaneException(String why) {
        super(why);
    }
}
