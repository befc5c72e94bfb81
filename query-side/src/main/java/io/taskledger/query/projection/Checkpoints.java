package io.taskledger.query.projection;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.WriteModel;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.Guarded;
import io.taskledger.query.store.ReadModels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The checkpoints of generations that are filled together, beside the read models; they only grow, unless an operator
 * drops or resets them. A lane is applied as far as it is in each of the generations. Thread-safe.
 */
public final class Checkpoints {

    private final MongoCollection<Document> collection;
    private final List<String> fields;

    /** @param projections of the groups whose generations are filled together */
    public Checkpoints(ReadModels readModels, Projections projections) {
        this.collection = readModels.checkpoints();
        this.fields = projections.groups().stream()
                .map(group -> readModels.generation(group).toString())
                .toList();
    }

    /** {@link Checkpoint#START} if nothing of the lane is applied. */
    public Checkpoint read(int lane) {
        return stored(lane).least();
    }

    /** The checkpoints of all lanes that have one, in one round trip. */
    public Map<Integer, Checkpoint> readAll() {
        return readAll(Filters.gte(StoredCheckpoints.LANE, 0));
    }

    private Map<Integer, Checkpoint> readAll(Bson filter) {
        var all = new HashMap<Integer, Checkpoint>();
        for (var document : collection.find(filter).batchSize(Short.MAX_VALUE)) {
            var stored = StoredCheckpoints.of(document, fields);
            all.put(stored.lane(), stored.least());
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
        var expected = StoredCheckpoints.all(move.lane(), fields, move.from());
        while (expected.least().isBehind(move.to()) && !Guarded.write(collection, List.of(expected.move(move.to())))) {
            expected = stored(move.lane());
            requireStill(move.lane(), move.from(), expected.least());
        }
    }

    /**
     * Moves the checkpoints of several lanes in one round trip.
     *
     * @return whether all were as expected; if not, some may have been moved
     */
    boolean tryToWrite(List<Move> moves) {
        return Guarded.write(
                collection,
                moves.stream()
                        .filter(move -> move.from().isBehind(move.to()))
                        .map(this::model)
                        .toList());
    }

    private WriteModel<Document> model(Move move) {
        return StoredCheckpoints.all(move.lane(), fields, move.from()).move(move.to());
    }

    /**
     * Reads the stored checkpoints of these lanes in one round trip.
     *
     * @param before the checkpoints that were stored before
     * @return the stored ones, which are equal or greater
     * @throws ReadModelsGoneException if some lane's is smaller
     */
    Map<Integer, Checkpoint> requireStill(Map<Integer, Checkpoint> before) {
        var ids = before.keySet().stream().map(StoredCheckpoints::id).toList();
        var found = readAll(Filters.in("_id", ids));
        var stored = before.keySet().stream()
                .collect(toMap(lane -> lane, lane -> found.getOrDefault(lane, Checkpoint.START)));
        for (var lane : before.entrySet()) {
            requireStill(lane.getKey(), lane.getValue(), requireNonNull(stored.get(lane.getKey())));
        }
        return stored;
    }

    private static void requireStill(int lane, Checkpoint before, Checkpoint now) {
        if (now.isBehind(before) || !now.isOfLedgerOf(before)) {
            throw new ReadModelsGoneException(lane, before, now);
        }
    }

    private StoredCheckpoints stored(int lane) {
        var document = collection.find(Filters.eq(StoredCheckpoints.id(lane))).first();
        return document == null
                ? StoredCheckpoints.all(lane, fields, Checkpoint.START)
                : StoredCheckpoints.of(document, fields);
    }

    /**
     * Takes over checkpoints that were stored before generations had fields. A lane that has a checkpoint keeps it.
     *
     * @param old documents whose {@code _id} is the lane
     */
    public void adopt(List<Document> old) {
        for (var document : old) {
            var nothing = StoredCheckpoints.all(document.getInteger("_id"), fields, Checkpoint.START);
            Guarded.write(collection, List.of(nothing.move(StoredCheckpoints.read(document))));
        }
    }
}
