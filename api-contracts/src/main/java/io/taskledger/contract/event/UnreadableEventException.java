package io.taskledger.contract.event;

/** An event that cannot be read. The message names type, version and field, never the payload. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreadableEventException(String why) {
        super(why);
    }
}
