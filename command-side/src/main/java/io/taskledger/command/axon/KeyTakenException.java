package io.taskledger.command.axon;

import io.taskledger.contract.commit.Commit;

/** When the command was appended, its idempotency key was already taken by a concurrent request with the same key. */
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
