package io.taskledger.query.projection;

/**
 * A lane whose records are not what a relay of this ledger writes. Consumption of it ends until somebody has looked.
 * The message is a sentence for operators and never quotes a payload.
 */
final class BrokenLaneException extends Exception {

    private static final long serialVersionUID = 1;

    BrokenLaneException(String why) {
        super(why);
    }
}
