package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.node.log.BrokenLaneException;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last commit of a lane that a ledger knows.
 *
 * @param position -1 if the lane is empty
 * @param time later commits are not earlier than it
 */
record LaneHead(int lane, long position, CommitHash hash, Instant time) {

    /** @param last null if the lane is empty */
    static LaneHead of(int lane, @Nullable Commit last) {
        return last == null
                ? new LaneHead(lane, -1, CommitHash.NONE, Instant.MIN)
                : new LaneHead(
                        lane, last.position(), last.hash(), last.content().time());
    }

    /**
     * The head after one more commit.
     *
     * @throws BrokenLaneException if the commit does not follow this one
     */
    LaneHead followedBy(Commit next) {
        if (next.position() != position + 1 || !next.previous().equals(hash)) {
            throw new BrokenLaneException(
                    "Lane " + lane + " is broken at position " + next.position() + ": it does not follow " + position);
        }
        return of(lane, next);
    }

    /**
     * Checks that a read that began at this head has seen it.
     *
     * @throws LedgerUnavailableException if it begins with a later commit
     * @throws BrokenLaneException if another commit is at this position
     */
    void requireSame(Commit first) {
        if (first.position() != position) {
            throw missing();
        }
        if (!first.hash().equals(hash)) {
            throw new BrokenLaneException("There is another commit at position " + position + " of lane " + lane);
        }
    }

    /** What to throw if a read does not see this head. */
    LedgerUnavailableException missing() {
        return new LedgerUnavailableException("MongoDB does not show position " + position + " of lane " + lane
                + ", which it had before: a failover is in progress, or an older copy was restored");
    }
}
