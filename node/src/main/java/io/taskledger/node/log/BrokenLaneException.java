package io.taskledger.node.log;

/**
 * The commits of a lane do not form a chain, or were not written by this system. Nothing may be appended to the lane,
 * relayed or applied until an operator has checked it. The message is for operators and never quotes a payload.
 */
public final class BrokenLaneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BrokenLaneException(String why) {
        super(why);
    }
}
