package io.taskledger.command.ledger;

import com.mongodb.client.MongoCollection;
import io.taskledger.contract.commit.Commit;
import io.taskledger.node.log.CommitCollection;
import io.taskledger.node.log.CommitLog;
import io.taskledger.node.log.LedgerUnavailableException;
import io.taskledger.node.log.MongoCommitLog;
import java.time.Duration;
import org.bson.Document;

/**
 * The commits in MongoDB.
 *
 * @param log the commits in the order of their lanes
 * @param index finds commits by stream and by key
 */
public record CommitStore(CommitLog log, CommitIndex index) {

    public CommitStore(MongoCollection<Document> commits) {
        this(new CommitCollection(commits));
    }

    CommitStore(MongoCollection<Document> commits, Duration attempt) {
        this(new CommitCollection(commits, attempt));
    }

    private CommitStore(CommitCollection commits) {
        this(new MongoCommitLog(commits), new CommitIndex(commits));
    }

    /**
     * The commit at a position that has one.
     *
     * @throws LedgerUnavailableException if MongoDB does not show it
     */
    Commit at(int lane, long position) {
        var found = log.read(lane, position, 1);
        if (found.isEmpty() || found.getFirst().position() != position) {
            throw new LedgerUnavailableException("MongoDB does not show position " + position + " of lane " + lane);
        }
        return found.getFirst();
    }

    /** Creates missing indexes. Waits for them without a limit. */
    public void prepare() {
        index.prepare();
    }
}
