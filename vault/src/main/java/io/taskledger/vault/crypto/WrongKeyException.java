package io.taskledger.vault.crypto;

/** Something cannot be opened with this key. The message never quotes what was sealed. */
public final class WrongKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public WrongKeyException(String why) {
        super(why);
    }
}
