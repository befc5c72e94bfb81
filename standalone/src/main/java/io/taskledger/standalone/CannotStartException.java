package io.taskledger.standalone;

/** A reason not to start that the user can remove; only its message is shown. */
final class CannotStartException extends RuntimeException {

    /** @param sentence what is wrong and how to fix it */
    CannotStartException(String sentence) {
        super(sentence);
    }

    /** @param sentence what is wrong and how to fix it */
    CannotStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
