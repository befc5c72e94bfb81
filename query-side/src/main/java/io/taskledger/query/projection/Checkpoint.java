package io.taskledger.query.projection;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;

/**
 * How far a lane is applied.
 *
 * @param position of the last applied commit, -1 if there is none
 * @param hash of that commit
 * @param offset the offset after the last consumed record. It is greater than the position if the topic repeats
 *     commits, and smaller than before if Kafka lost records and they came again
 * @param genesis hash of the lane's first commit, which identifies the ledger
 * @param parked how many events of the lane are parked
 */
public record Checkpoint(long position, CommitHash hash, long offset, CommitHash genesis, long parked) {

    /** Nothing is applied. */
    public static final Checkpoint START = new Checkpoint(-1, CommitHash.NONE, 0, CommitHash.NONE, 0);

    /** The checkpoint after one more commit. */
    Checkpoint after(Commit commit, long nextOffset) {
        var first = commit.position() == 0 ? commit.hash() : genesis;
        return new Checkpoint(commit.position(), commit.hash(), nextOffset, first, parked);
    }

    /** The checkpoint after a record without a new commit. */
    Checkpoint past(long nextOffset) {
        return new Checkpoint(position, hash, nextOffset, genesis, parked);
    }

    /** Whether the other checkpoint is greater: by position, and if it is equal, by offset. */
    public boolean isBehind(Checkpoint other) {
        return position < other.position || position == other.position && offset < other.offset;
    }

    Checkpoint withParked(long count) {
        return new Checkpoint(position, hash, offset, genesis, count);
    }

    /** Whether both belong to one ledger; a checkpoint without commits fits any ledger. */
    public boolean isOfLedgerOf(Checkpoint other) {
        return position < 0 || other.position < 0 || genesis.equals(other.genesis);
    }
}
