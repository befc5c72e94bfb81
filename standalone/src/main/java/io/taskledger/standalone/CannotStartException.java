package io.taskledger.standalone;

/** A reason not to start that the person at the terminal can remove; its message is all that they are shown. */
final class CannotStartException extends RuntimeException {

    /** @param sentence what is wrong and how to mend it */
    CannotStartException(String sentence) {
        super(sentence);
    }

    /** @param sentence what is wrong and how to mend it */
    CannotStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
