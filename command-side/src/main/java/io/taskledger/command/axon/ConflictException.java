package io.taskledger.command.axon;

/** The streams that the command depends on kept changing while it was decided. */
public final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ConflictException() {
        super("The command's streams kept changing", null, false, false);
    }
}
