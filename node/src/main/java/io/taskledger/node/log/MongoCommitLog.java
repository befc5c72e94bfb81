package io.taskledger.node.log;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static io.taskledger.node.log.CommitCollection.available;
import static io.taskledger.node.log.CommitDocuments.ID;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Sorts;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The commits in MongoDB, one document each. */
public final class MongoCommitLog implements CommitLog {

    /** The number of commits in one reply: a commit may have 1 MiB, and a reply must stay below 48 MB. */
    public static final int REPLY = 16;

    private final CommitCollection commits;

    public MongoCommitLog(CommitCollection commits) {
        this.commits = commits;
    }

    @Override
    public List<Commit> read(int lane, long from, int limit) {
        return available(() -> commits.find(positions(lane, from), REPLY)
                .sort(Sorts.ascending(ID))
                .limit(limit)
                .map(CommitDocuments::read)
                .into(new ArrayList<>()));
    }

    @Override
    public void follow(int lane, long from, Consumer<Commit> each) {
        available(() -> {
            try (var found = commits.find(positions(lane, from), REPLY)
                    .sort(Sorts.ascending(ID))
                    .cursor()) {
                while (found.hasNext()) {
                    each.accept(CommitDocuments.read(found.next()));
                }
            }
            return lane;
        });
    }

    @Override
    public @Nullable Commit last(int lane) {
        return available(() -> commits.timed()
                .find(positions(lane, 0))
                .sort(Sorts.descending(ID))
                .limit(1)
                .map(CommitDocuments::read)
                .first());
    }

    @Override
    public Inserted insert(List<Commit> batch) {
        var insert = new GuardedInsert(batch);
        try {
            return insert.outcome(commits.full().bulkWrite(insert.writes(), new BulkWriteOptions().ordered(true)));
        } catch (MongoBulkWriteException e) {
            return insert.outcome(e);
        } catch (MongoException e) {
            return new Inserted.Unknown(e);
        }
    }

    /** The commits of a lane from a position on. */
    public static Bson positions(int lane, long from) {
        return and(gte(ID, CommitId.of(lane, from)), lte(ID, CommitId.of(lane, CommitId.LAST_POSITION)));
    }
}
