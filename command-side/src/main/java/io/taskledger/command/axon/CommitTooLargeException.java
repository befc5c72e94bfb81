package io.taskledger.command.axon;

import io.taskledger.contract.commit.Commit;

/** The events of the command do not fit into a commit. */
public final class CommitTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommitTooLargeException(int bytes) {
        super("A commit of " + bytes + " bytes; the maximum is " + Commit.MAX_BYTES, null, false, false);
    }
}
