package io.taskledger.query.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.query.store.ReadModels;
import org.bson.Document;

/** The checkpoints beside the read models; they only grow. Thread-safe. */
public final class Checkpoints {

    private final ReadModels readModels;

    public Checkpoints(ReadModels readModels) {
        this.readModels = readModels;
    }

    /** {@link Checkpoint#START} if nothing of the lane was ever applied. */
    public Checkpoint read(int lane) {
        var document = collection().find(Filters.eq(lane)).first();
        return document == null
                ? Checkpoint.START
                : new Checkpoint(
                        document.getLong("position"),
                        CommitHash.parse(document.getString("hash")),
                        document.getLong("offset"));
    }

    /** Moves the lane's checkpoint forward; one that is as far or further stays. */
    public void write(int lane, Checkpoint checkpoint) {
        var document = new Document("_id", lane)
                .append("position", checkpoint.position())
                .append("hash", checkpoint.hash().toString())
                .append("offset", checkpoint.offset());
        var behind = new Document("_id", lane).append("offset", new Document("$lt", checkpoint.offset()));
        try {
            collection().replaceOne(behind, document, new ReplaceOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    private MongoCollection<Document> collection() {
        return readModels.checkpoints();
    }
}
