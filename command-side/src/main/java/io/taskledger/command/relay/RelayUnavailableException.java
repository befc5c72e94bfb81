package io.taskledger.command.relay;

/** Kafka cannot be reached, or whether it has a commit cannot be known here. */
public final class RelayUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RelayUnavailableException(String message) {
        super(message);
    }

    public RelayUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
