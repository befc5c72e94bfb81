package io.taskledger.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.Guarded;
import io.taskledger.query.store.ReadModels;
import java.util.HashMap;
import java.util.List;
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
        return readAll(Filters.empty());
    }

    private Map<Integer, Checkpoint> readAll(Bson filter) {
        var all = new HashMap<Integer, Checkpoint>();
        for (var document : collection().find(filter).batchSize(Short.MAX_VALUE)) {
            all.put(document.getInteger("_id"), checkpoint(document));
        }
        return all;
    }

    /**
     * Moves a lane's checkpoint forward; an equal or greater one is kept.
     *
     * @param from the checkpoint that this writer has read or written last
     */
    record Move(int lane, Checkpoint from, Checkpoint to) {}

    /** @throws ReadModelsGoneException if the stored checkpoint is smaller than the one to move from */
    void write(Move move) {
        var expected = move.from();
        while (expected.isBehind(move.to()) && !tryToWrite(List.of(new Move(move.lane(), expected, move.to())))) {
            expected = requireStill(Map.of(move.lane(), move.from())).getOrDefault(move.lane(), Checkpoint.START);
        }
    }

    /**
     * Moves the checkpoints of several lanes in one round trip.
     *
     * @return whether all were as expected; if not, some may have been moved
     */
    boolean tryToWrite(List<Move> moves) {
        return Guarded.write(
                collection(),
                moves.stream()
                        .filter(move -> move.from().isBehind(move.to()))
                        .map(this::replacement)
                        .toList());
    }

    private WriteModel<Document> replacement(Move move) {
        return new ReplaceOneModel<>(
                asStored(move.lane(), move.from()),
                document(move.lane(), move.to()),
                new ReplaceOptions().upsert(move.from().equals(Checkpoint.START)));
    }

    /**
     * Reads the stored checkpoints of these lanes in one round trip.
     *
     * @param before the checkpoints that were stored before
     * @return the stored ones, which are equal or greater
     * @throws ReadModelsGoneException if some lane's is smaller
     */
    Map<Integer, Checkpoint> requireStill(Map<Integer, Checkpoint> before) {
        var stored = readAll(Filters.in("_id", before.keySet()));
        before.forEach((lane, checkpoint) -> {
            var now = stored.computeIfAbsent(lane, _ -> Checkpoint.START);
            if (now.isBehind(checkpoint) || !now.isOfLedgerOf(checkpoint)) {
                throw new ReadModelsGoneException(lane, checkpoint, now);
            }
        });
        return stored;
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
