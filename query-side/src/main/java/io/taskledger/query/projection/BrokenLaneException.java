package io.taskledger.query.projection;

/**
 * A lane whose records were not written by a relay of this ledger. It is halted until an operator has checked it. The
 * message is for operators and never quotes a payload.
 */
final class BrokenLaneException extends Exception {

    private static final long serialVersionUID = 1;

    BrokenLaneException(String why) {
        super(why);
    }
}
