package io.taskledger.command.axon;

import io.taskledger.contract.commit.Commit;

/** The command's idempotency key turned out to be taken when it was appended: a twin of the request was quicker. */
public final class KeyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Commit original;

    KeyTakenException(Commit original) {
        super("The idempotency key is taken", null, false, false);
        this.original = original;
    }

    /** The commit that carries the key. */
    public Commit original() {
        return original;
    }
}
