package io.taskledger.query.projection;

import io.taskledger.contract.commit.CommitHash;

/**
 * How far a lane is applied.
 *
 * @param position of the last applied commit, -1 if there is none
 * @param hash of that commit
 * @param offset of the record to be read next; it differs from the next position where the topic repeats commits
 */
public record Checkpoint(long position, CommitHash hash, long offset) {

    /** Nothing is applied. */
    public static final Checkpoint START = new Checkpoint(-1, CommitHash.NONE, 0);
}
