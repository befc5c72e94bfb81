package io.taskledger.command.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static io.taskledger.node.log.CommitCollection.available;
import static io.taskledger.node.log.CommitDocuments.BYTES;
import static io.taskledger.node.log.CommitDocuments.ID;
import static io.taskledger.node.log.CommitDocuments.KEY;
import static io.taskledger.node.log.CommitDocuments.OWNER;
import static io.taskledger.node.log.CommitDocuments.STREAMS;
import static io.taskledger.node.log.CommitDocuments.TIME;
import static io.taskledger.node.log.MongoCommitLog.REPLY;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitId;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.node.log.CommitCollection;
import io.taskledger.node.log.CommitDocuments;
import io.taskledger.node.log.LedgerUnavailableException;
import io.taskledger.node.log.MongoCommitLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Finds commits by their streams and by their idempotency keys. Thread-safe. Reads throw
 * {@link LedgerUnavailableException}.
 */
public final class CommitIndex {

    private static final int REPLY_WITHOUT_BYTES = 500;

    private final CommitCollection commits;

    CommitIndex(CommitCollection commits) {
        this.commits = commits;
    }

    /** Creates missing indexes. Waits for them without a limit. */
    void prepare() {
        available(() -> {
            commits.untimed().createIndex(Indexes.ascending(OWNER, STREAMS, ID));
            return commits.untimed().createIndex(Indexes.ascending(OWNER, KEY));
        });
    }

    /**
     * The commits of the owner's streams in order, after one position and up to another one.
     *
     * @param upTo a position of the owner's lane that has a commit
     */
    StreamCursor touching(int lane, String owner, Set<StreamId> streams, long after, long upTo) {
        var names = streams.stream().map(StreamId::name).toList();
        long head = CommitId.of(lane, upTo);
        var wanted = new ArrayList<Bson>(List.of(
                eq(OWNER, owner),
                names.size() == 1 ? eq(STREAMS, names.getFirst()) : in(STREAMS, names),
                lte(ID, head)));
        if (after >= 0) {
            wanted.add(gt(ID, CommitId.of(lane, after)));
        }
        var query = or(eq(ID, head), and(wanted));
        return available(() -> new StreamCursor(
                commits.find(query, REPLY).sort(Sorts.ascending(ID)).cursor(), owner, names, after, head));
    }

    /**
     * The owner's latest commit with this idempotency key since a time, or null.
     *
     * @param head the position of a commit of the owner's lane that the read must see; -1 if it has none
     * @throws LedgerUnavailableException if the read does not see the head
     */
    @Nullable
    Commit withKey(int lane, String owner, String key, Instant since, long head) {
        var wanted = and(eq(OWNER, owner), eq(KEY, key), gte(TIME, Date.from(since)));
        return available(() -> {
            boolean seen = head < 0;
            Document latest = null;
            var query = head < 0 ? wanted : or(eq(ID, CommitId.of(lane, head)), wanted);
            for (var document :
                    commits.find(query, REPLY).sort(Sorts.ascending(ID)).into(new ArrayList<>())) {
                seen |= document.getLong(ID) == CommitId.of(lane, Math.max(head, 0));
                boolean matches = owner.equals(document.getString(OWNER)) && key.equals(document.getString(KEY));
                latest = matches && !document.getDate(TIME).toInstant().isBefore(since) ? document : latest;
            }
            if (!seen) {
                throw new LedgerUnavailableException("MongoDB does not show position " + head + " of lane " + lane);
            }
            return latest == null ? null : CommitDocuments.read(latest);
        });
    }

    /** A commit without its content, for the window of idempotency keys. */
    record Keyed(long position, String owner, @Nullable String key, Instant time) {}

    /** The last commits of a lane, newest first. */
    List<Keyed> tail(int lane, int limit) {
        return available(() -> commits.find(MongoCommitLog.positions(lane, 0), REPLY_WITHOUT_BYTES)
                .projection(Projections.exclude(BYTES, STREAMS))
                .sort(Sorts.descending(ID))
                .limit(limit)
                .map(document -> new Keyed(
                        CommitId.position(document.getLong(ID)),
                        document.getString(OWNER),
                        document.getString(KEY),
                        document.getDate(TIME).toInstant()))
                .into(new ArrayList<>()));
    }
}
