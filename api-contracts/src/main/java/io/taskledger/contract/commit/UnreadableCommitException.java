package io.taskledger.contract.commit;

/**
 * Bytes that are not a commit, or a commit of a format that this version does not know. The message never quotes the
 * bytes.
 */
public final class UnreadableCommitException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreadableCommitException(String why) {
        super(why);
    }
}
