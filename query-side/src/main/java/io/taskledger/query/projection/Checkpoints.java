package io.taskledger.query.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.ReadModels;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The checkpoints beside the read models; they only grow, unless an operator drops or resets them. Thread-safe. */
public final class Checkpoints {

    private final ReadModels readModels;
    private final String projections;

    public Checkpoints(ReadModels readModels, Projections projections) {
        this.readModels = readModels;
        this.projections = projections.versions();
    }

    /** @throws OtherProjectionsException if some lane was applied by other projections, or by other versions of them */
    public void requireOwn() {
        collection().find().batchSize(Short.MAX_VALUE).forEach(this::requireOwn);
    }

    private void requireOwn(Document document) {
        var stored = document.getString("projections");
        if (document.getString("genesis") != null && !projections.equals(stored)) {
            throw new OtherProjectionsException(stored, projections);
        }
    }

    /**
     * {@link Checkpoint#START} if nothing of the lane is applied.
     *
     * @throws OtherProjectionsException if other projections have applied it
     */
    public Checkpoint read(int lane) {
        var document = collection().find(Filters.eq(lane)).first();
        return document == null ? Checkpoint.START : checkpoint(document);
    }

    /**
     * The checkpoints of all lanes that have one, in one round trip.
     *
     * @throws OtherProjectionsException if other projections have applied some lane
     */
    Map<Integer, Checkpoint> readAll() {
        var all = new HashMap<Integer, Checkpoint>();
        for (var document : collection().find().batchSize(Short.MAX_VALUE)) {
            all.put(document.getInteger("_id"), checkpoint(document));
        }
        return all;
    }

    /**
     * Moves the lane's checkpoint forward; an equal or greater one is kept.
     *
     * @param from the checkpoint that this writer has read or written last
     * @throws ReadModelsGoneException if the stored one is smaller
     */
    void write(int lane, Checkpoint from, Checkpoint to) {
        var expected = from;
        while (expected.isBehind(to) && !replace(lane, expected, to)) {
            expected = requireStill(lane, from);
        }
    }

    /**
     * The lane's stored checkpoint.
     *
     * @throws ReadModelsGoneException if it is smaller than this one, which was stored before
     */
    Checkpoint requireStill(int lane, Checkpoint before) {
        var stored = read(lane);
        if (stored.isBehind(before) || !stored.isOfLedgerOf(before)) {
            throw new ReadModelsGoneException(lane, before, stored);
        }
        return stored;
    }

    private boolean replace(int lane, Checkpoint from, Checkpoint to) {
        try {
            var result = collection()
                    .replaceOne(
                            asStored(lane, from),
                            document(lane, to),
                            new ReplaceOptions().upsert(from.equals(Checkpoint.START)));
            return result.getMatchedCount() > 0 || result.getUpsertedId() != null;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    /** A checkpoint without a genesis is from an older version; it is replaced. */
    private static Bson asStored(int lane, Checkpoint from) {
        return from.equals(Checkpoint.START)
                ? Filters.and(Filters.eq(lane), Filters.eq("genesis", null))
                : Filters.and(
                        Filters.eq(lane),
                        Filters.eq("position", from.position()),
                        Filters.eq("offset", from.offset()),
                        Filters.eq("genesis", from.genesis().toString()));
    }

    private Document document(int lane, Checkpoint checkpoint) {
        return new Document("_id", lane)
                .append("position", checkpoint.position())
                .append("hash", checkpoint.hash().toString())
                .append("offset", checkpoint.offset())
                .append("genesis", checkpoint.genesis().toString())
                .append("parked", checkpoint.parked())
                .append("projections", projections);
    }

    private Checkpoint checkpoint(Document document) {
        requireOwn(document);
        var genesis = document.getString("genesis");
        return genesis == null
                ? Checkpoint.START
                : new Checkpoint(
                        document.getLong("position"),
                        CommitHash.parse(document.getString("hash")),
                        document.getLong("offset"),
                        CommitHash.parse(genesis),
                        document.getLong("parked"));
    }

    private MongoCollection<Document> collection() {
        return readModels.checkpoints();
    }
}
