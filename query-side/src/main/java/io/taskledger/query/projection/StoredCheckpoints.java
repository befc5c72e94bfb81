package io.taskledger.query.projection;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.taskledger.contract.commit.CommitHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What the document of a lane says about some generations: one field for each, with its checkpoint.
 *
 * @param byField {@link Checkpoint#START} for a generation of which nothing is applied
 */
record StoredCheckpoints(int lane, Map<String, Checkpoint> byField) {

    /** The document of every lane has it. */
    static final String LANE = "lane";

    /** All of them have this checkpoint. */
    static StoredCheckpoints all(int lane, Iterable<String> fields, Checkpoint checkpoint) {
        var byField = new LinkedHashMap<String, Checkpoint>();
        fields.forEach(field -> byField.put(field, checkpoint));
        return new StoredCheckpoints(lane, byField);
    }

    /** The checkpoints of these generations in the document. */
    static StoredCheckpoints of(Document document, Iterable<String> fields) {
        var byField = new LinkedHashMap<String, Checkpoint>();
        fields.forEach(field -> byField.put(field, read(document.get(field, Document.class))));
        return new StoredCheckpoints(document.getInteger(LANE), byField);
    }

    static String id(int lane) {
        return LANE + "/" + lane;
    }

    /** The checkpoint up to which every one of them is applied. */
    Checkpoint least() {
        return byField.values().stream()
                .reduce((one, other) -> one.isBehind(other) ? one : other)
                .orElse(Checkpoint.START);
    }

    /** Moves those that are behind this checkpoint up to it, if all of them are still stored as here. */
    UpdateOneModel<Document> move(Checkpoint to) {
        var conditions = new ArrayList<Bson>();
        var changes = new ArrayList<Bson>();
        conditions.add(Filters.eq(id(lane)));
        changes.add(Updates.set(LANE, lane));
        byField.forEach((field, checkpoint) -> {
            conditions.add(asStored(field, checkpoint));
            if (checkpoint.isBehind(to)) {
                changes.add(Updates.set(field, write(to)));
            }
        });
        boolean nothingYet = byField.values().stream().allMatch(Checkpoint.START::equals);
        return new UpdateOneModel<>(
                Filters.and(conditions), Updates.combine(changes), new UpdateOptions().upsert(nothingYet));
    }

    private static Bson asStored(String field, Checkpoint checkpoint) {
        return checkpoint.equals(Checkpoint.START)
                ? Filters.exists(field, false)
                : Filters.and(
                        Filters.eq(field + ".position", checkpoint.position()),
                        Filters.eq(field + ".offset", checkpoint.offset()),
                        Filters.eq(field + ".genesis", checkpoint.genesis().toString()));
    }

    private static Document write(Checkpoint checkpoint) {
        return new Document("position", checkpoint.position())
                .append("hash", checkpoint.hash().toString())
                .append("offset", checkpoint.offset())
                .append("genesis", checkpoint.genesis().toString())
                .append("parked", checkpoint.parked());
    }

    /** @param document also that of a lane before generations had names; null if there is none */
    static Checkpoint read(@Nullable Document document) {
        return document == null
                ? Checkpoint.START
                : new Checkpoint(
                        document.getLong("position"),
                        CommitHash.parse(document.getString("hash")),
                        document.getLong("offset"),
                        CommitHash.parse(document.getString("genesis")),
                        document.getLong("parked"));
    }
}
