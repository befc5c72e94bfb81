package io.taskledger.command.ledger;

/** The store did not answer in time, or the ledger is closing. Whoever asked may ask again. */
public final class LedgerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LedgerUnavailableException(String why) {
        super(why);
    }

    public LedgerUnavailableException(String why, Throwable cause) {
        super(why, cause);
    }
}
