package io.taskledger.node.log;

import org.jspecify.annotations.Nullable;

/**
 * MongoDB did not respond in time, or the ledger is closing. The operation was not carried out, unless this is an
 * {@code OutcomeUnknownException}.
 */
public class LedgerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LedgerUnavailableException(String why) {
        super(why);
    }

    public LedgerUnavailableException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }

    /** The failure itself if it has this type, otherwise one with it as the cause. */
    public static LedgerUnavailableException because(Throwable failure) {
        return failure instanceof LedgerUnavailableException known
                ? known
                : new LedgerUnavailableException("The ledger failed: " + failure.getMessage(), failure);
    }
}
