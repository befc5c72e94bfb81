package io.taskledger.command.ledger;

import io.taskledger.node.log.LedgerUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * It is unknown whether an append was, or will be, stored. The caller may repeat the command with the same idempotency
 * key.
 */
public final class OutcomeUnknownException extends LedgerUnavailableException {

    private static final long serialVersionUID = 1;

    public OutcomeUnknownException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
