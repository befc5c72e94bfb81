package io.taskledger.query.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.Document;

/** Guarded writes: they never overwrite a newer document, even with concurrent writers. */
public final class Guarded {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final ReplaceOptions ONLY_STORED = new ReplaceOptions();
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final InsertManyOptions INSERT_UNORDERED = new InsertManyOptions().ordered(false);

    private Guarded() {}

    /**
     * Replaces the document that was folded. If there was none, the upsert finds the {@code _id} taken by any document
     * that exists now. Both are of one kind, so that they go into one command.
     *
     * @param read the position of the document that was read; negative if there was none
     */
    public static WriteModel<Document> replace(Document document, long read) {
        var asRead = new Document("_id", document.get("_id")).append("position", read);
        return new ReplaceOneModel<>(asRead, document, read < 0 ? UPSERT : ONLY_STORED);
    }

    /**
     * Writes in one round trip.
     *
     * @param writes replacements, each of another document
     * @return whether every guard held; writes whose guard held are done in any case
     * @throws com.mongodb.MongoException for any failure other than a guard
     */
    public static boolean write(MongoCollection<Document> collection, List<WriteModel<Document>> writes) {
        if (writes.isEmpty()) {
            return true;
        }
        try {
            var result = collection.bulkWrite(writes, UNORDERED);
            return result.getMatchedCount() + result.getUpserts().size() == writes.size();
        } catch (MongoBulkWriteException e) {
            requireDuplicatesOnly(e);
            return false;
        }
    }

    /**
     * Inserts the documents that do not exist yet. For documents that never change, so that an existing one is equal.
     */
    public static void insertAbsent(MongoCollection<Document> collection, List<Document> documents) {
        if (documents.isEmpty()) {
            return;
        }
        try {
            collection.insertMany(documents, INSERT_UNORDERED);
        } catch (MongoBulkWriteException e) {
            requireDuplicatesOnly(e);
        }
    }

    private static void requireDuplicatesOnly(MongoBulkWriteException e) {
        boolean others =
                e.getWriteErrors().stream().anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY);
        if (others || e.getWriteConcernError() != null) {
            throw e;
        }
    }
}
