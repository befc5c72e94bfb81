package io.taskledger.command.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Whether an append was, or will be, carried out cannot be told. Whoever asked may ask again with the same idempotency
 * key.
 */
public final class OutcomeUnknownException extends LedgerUnavailableException {

    private static final long serialVersionUID = 1;

    public OutcomeUnknownException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
