package io.taskledger.command.relay;

/** Kafka cannot be reached, or this node cannot know whether Kafka has a commit. */
public final class RelayUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RelayUnavailableException(String message) {
        super(message);
    }

    public RelayUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
