package io.taskledger.query.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.Document;

/** Writes that cannot go back in time, whoever else writes the same documents. */
public final class Guarded {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final InsertManyOptions INSERT_UNORDERED = new InsertManyOptions().ordered(false);

    private Guarded() {}

    /**
     * Puts a document in the place of the one that was folded. If that one has moved on, the upsert finds its
     * {@code _id} taken, which is how a lost guard shows.
     *
     * @param read the position of the document that was read; any negative one if there was none
     */
    public static WriteModel<Document> replace(Document document, long read) {
        if (read < 0) {
            return new InsertOneModel<>(document);
        }
        var asRead = new Document("_id", document.get("_id")).append("position", read);
        return new ReplaceOneModel<>(asRead, document, UPSERT);
    }

    /**
     * Writes in one round trip.
     *
     * @return whether every guard held; those writes whose guard held are done in any case
     * @throws com.mongodb.MongoException if anything else than a guard stood in the way
     */
    public static boolean write(MongoCollection<Document> collection, List<WriteModel<Document>> writes) {
        if (writes.isEmpty()) {
            return true;
        }
        try {
            collection.bulkWrite(writes, UNORDERED);
            return true;
        } catch (MongoBulkWriteException e) {
            requireDuplicatesOnly(e);
            return false;
        }
    }

    /**
     * Inserts the documents that are not there yet. For documents that never change, so that one that is there already
     * is the same one.
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
