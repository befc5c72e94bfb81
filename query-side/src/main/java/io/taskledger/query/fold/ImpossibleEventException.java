package io.taskledger.query.fold;

/** An event that is impossible in the state of its entity. The message never quotes the payload. */
public final class ImpossibleEventException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ImpossibleEventException(String why) {
        super(why);
    }
}
