package io.taskledger.command.relay;

/** Whether a commit reached Kafka cannot be told here, now. The commit itself is stored. Asking again may succeed. */
public final class RelayUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RelayUnavailableException(String why) {
        super(why);
    }
}
