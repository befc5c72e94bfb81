package io.taskledger.query.projection;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;

/**
 * How far a lane is applied.
 *
 * @param position of the last applied commit, -1 if there is none
 * @param hash of that commit
 * @param offset after the last record that was taken or repeated one. It is past the position where the topic repeats
 *     commits, and is lower than before if Kafka had lost records and they have come again
 * @param genesis hash of the lane's first commit, by which one ledger is told from another
 * @param parked how many events of the lane are parked
 */
public record Checkpoint(long position, CommitHash hash, long offset, CommitHash genesis, long parked) {

    /** Nothing is applied. */
    public static final Checkpoint START = new Checkpoint(-1, CommitHash.NONE, 0, CommitHash.NONE, 0);

    /** After one more commit. */
    Checkpoint after(Commit commit, long nextOffset) {
        var first = commit.position() == 0 ? commit.hash() : genesis;
        return new Checkpoint(commit.position(), commit.hash(), nextOffset, first, parked);
    }

    /** After a record that brought nothing new. */
    Checkpoint past(long nextOffset) {
        return new Checkpoint(position, hash, nextOffset, genesis, parked);
    }

    /** Whether the other one is further: by position, and if that is the same, by offset. */
    boolean isBehind(Checkpoint other) {
        return position < other.position || position == other.position && offset < other.offset;
    }

    Checkpoint withParked(long count) {
        return new Checkpoint(position, hash, offset, genesis, count);
    }

    /** Whether both are of one ledger, as far as these can tell: one without commits fits any. */
    boolean isOfLedgerOf(Checkpoint other) {
        return position < 0 || other.position < 0 || genesis.equals(other.genesis);
    }
}
