package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code explain} of a {@code find}, or of an aggregation that begins with {@code $match}: the part of
 * MongoDB's answer that says which index is used and how much is read.
 */
final class Explanation {

    private Explanation() {}

    /** @param collections gives null for a collection that does not exist */
    static Document of(Document command, Function<Object, @Nullable StoredCollection> collections) {
        boolean find = command.containsKey("find");
        var collection = collections.apply(command.get(find ? "find" : "aggregate"));
        var match = find ? null : MatchFirst.of(command);
        var filter = find
                ? (Document) command.getOrDefault("filter", new Document())
                : match == null ? new Document() : match.query();
        if (collection == null) {
            return explained("EOF", null, 0, 0, 0);
        }
        synchronized (collection) {
            var search = collection.search(
                    filter, (Document) command.get("sort"), number(command, "skip"), number(command, "limit"));
            boolean counts = match != null && match.counts();
            int returned = counts ? search.count() : search.run().size();
            return explained(
                    counts && search.documentsExamined() == 0 ? "COUNT_SCAN" : "FETCH",
                    search,
                    returned,
                    search.keysExamined(),
                    search.documentsExamined());
        }
    }

    private static int number(Document command, String name) {
        return Math.abs(((Number) command.getOrDefault(name, 0)).intValue());
    }

    private static Document explained(String stage, @Nullable Search search, int returned, long keys, long documents) {
        var plan = search == null ? null : search.plan();
        var scan = new Document("stage", "COLLSCAN");
        if (plan != null) {
            var pattern = new Document();
            plan.index().getKeys().forEach(key -> pattern.put(key.getKey(), key.isAscending() ? 1 : -1));
            scan = new Document("stage", "IXSCAN")
                    .append("indexName", plan.index().getName())
                    .append("keyPattern", pattern)
                    .append("direction", plan.falling() ? "backward" : "forward");
        }
        var winning = new Document("stage", stage).append("inputStage", scan);
        if (search != null && search.sorts()) {
            winning = new Document("stage", "SORT").append("inputStage", winning);
        }
        return new Document("queryPlanner", new Document("winningPlan", winning))
                .append(
                        "executionStats",
                        new Document("nReturned", returned)
                                .append("totalKeysExamined", Math.toIntExact(keys))
                                .append("totalDocsExamined", Math.toIntExact(documents)))
                .append("ok", 1.0);
    }
}
