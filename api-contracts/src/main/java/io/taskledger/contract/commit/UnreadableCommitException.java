package io.taskledger.contract.commit;

/** Bytes that are no commit, or one of a format this version does not know. The message never quotes the bytes. */
public final class UnreadableCommitException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreadableCommitException(String why) {
        super(why);
    }
}
