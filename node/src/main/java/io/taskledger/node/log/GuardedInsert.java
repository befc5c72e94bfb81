package io.taskledger.node.log;

import static io.taskledger.node.log.CommitDocuments.HASH;
import static io.taskledger.node.log.CommitDocuments.ID;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitId;
import io.taskledger.node.log.CommitLog.Inserted;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * Inserts commits behind their previous commit, in one command that ends at its first error. Each commit is an upsert
 * by position and hash: another commit at its position is an error, the same commit is not. The first upsert checks the
 * previous commit: it changes nothing if that commit is there, and is an error if not, because it would have to create
 * a field inside the hash, which is a string.
 */
final class GuardedInsert {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final Document IMPOSSIBLE = new Document("$setOnInsert", new Document(HASH + ".missing", true));
    private static final int DUPLICATE_KEY = 11000;
    private static final int PATH_NOT_VIABLE = 28;

    private final List<WriteModel<Document>> writes = new ArrayList<>();
    private final int guards;

    GuardedInsert(List<Commit> batch) {
        var first = batch.getFirst();
        if (first.position() > 0) {
            long before = CommitId.of(first.lane(), first.position() - 1);
            writes.add(new UpdateOneModel<>(place(before, first.previous().toString()), IMPOSSIBLE, UPSERT));
        }
        guards = writes.size();
        for (var commit : batch) {
            var content = CommitDocuments.write(commit);
            content.remove(ID);
            content.remove(HASH);
            writes.add(new UpdateOneModel<>(
                    place(commit.id(), commit.hash().toString()), new Document("$setOnInsert", content), UPSERT));
        }
    }

    private static Document place(long id, String hash) {
        return new Document(ID, id).append(HASH, hash);
    }

    List<WriteModel<Document>> writes() {
        return writes;
    }

    /**
     * A commit that was already there counts as taken: an earlier attempt stored it, and a majority may not have it
     * yet.
     */
    Inserted outcome(BulkWriteResult result) {
        int index = guards;
        for (var upsert : result.getUpserts()) {
            if (upsert.getIndex() != index) {
                break;
            }
            index++;
        }
        return index == writes.size() ? new Inserted.All() : new Inserted.TakenAt(index - guards);
    }

    Inserted outcome(MongoBulkWriteException e) {
        if (e.getWriteConcernError() != null || e.getWriteErrors().size() != 1) {
            return new Inserted.Unknown(e);
        }
        var error = e.getWriteErrors().getFirst();
        if (error.getIndex() < guards) {
            return error.getCode() == PATH_NOT_VIABLE ? new Inserted.NoPredecessor() : new Inserted.Unknown(e);
        }
        if (error.getCode() != DUPLICATE_KEY) {
            return new Inserted.Unknown(e);
        }
        return outcome(e.getWriteResult());
    }
}
