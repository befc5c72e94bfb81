package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.node.log.Deadline;
import io.taskledger.node.log.LedgerUnavailableException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the commits of an owner's streams one by one, up to a head. A read that is interrupted, or does not see the
 * head, continues after the last commit that it saw, until its deadline. Not thread-safe.
 */
final class StreamReading implements AutoCloseable {

    private final CommitIndex index;
    private final int lane;
    private final String owner;
    private final Set<StreamId> streams;
    private final long upTo;
    private final long deadline;
    private long shown;
    private @Nullable StreamCursor cursor;
    private boolean done;

    /**
     * @param after the position after which it begins
     * @param upTo the head; -1 if the lane has no commits
     * @param deadline by {@link System#nanoTime()}
     */
    StreamReading(
            CommitIndex index, int lane, String owner, Set<StreamId> streams, long after, long upTo, long deadline) {
        this.index = index;
        this.lane = lane;
        this.owner = owner;
        this.streams = streams;
        this.shown = after;
        this.upTo = upTo;
        this.deadline = deadline;
        done = upTo < 0;
    }

    /**
     * The next commit, or null at the end.
     *
     * @throws LedgerUnavailableException if MongoDB does not respond, or does not show the head, until the deadline
     */
    @Nullable
    Commit next() {
        return done ? null : Deadline.retry(deadline, this::attempt);
    }

    private @Nullable Commit attempt() {
        try {
            if (cursor == null) {
                cursor = index.touching(lane, owner, streams, shown, upTo);
            }
            var commit = cursor.next();
            if (commit != null) {
                shown = commit.position();
                return commit;
            }
            if (!cursor.sawHead()) {
                throw new LedgerUnavailableException("MongoDB does not show position " + upTo + " of lane " + lane);
            }
            done = true;
            close();
            return null;
        } catch (LedgerUnavailableException e) {
            close();
            throw e;
        }
    }

    /** May be called at any time, to read no further. */
    @Override
    public void close() {
        var open = cursor;
        cursor = null;
        if (open != null) {
            open.close();
        }
    }
}
