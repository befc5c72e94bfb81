package io.taskledger.vault.store;

/** The store of the keys did not respond. What was asked may have been carried out; it can be repeated. */
public final class KeyStoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public KeyStoreUnavailableException(String why, Throwable cause) {
        super(why, cause);
    }
}
