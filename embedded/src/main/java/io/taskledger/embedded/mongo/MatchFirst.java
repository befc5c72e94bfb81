package io.taskledger.embedded.mongo;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation that begins with {@code $match}, which an index can serve. If all that follows is counting, as in the
 * driver's {@code countDocuments}, an index alone may be enough.
 */
final class MatchFirst {

    private final Document command;
    private final Document match;
    private final List<Document> rest;

    private MatchFirst(Document command, Document match, List<Document> rest) {
        this.command = command;
        this.match = match;
        this.rest = rest;
    }

    /** Null if it begins with something else. */
    static @Nullable MatchFirst of(Document command) {
        var pipeline = Aggregation.parse(command.get("pipeline"));
        return !pipeline.isEmpty() && pipeline.getFirst().get("$match") instanceof Document match
                ? new MatchFirst(command, match, pipeline.subList(1, pipeline.size()))
                : null;
    }

    Document query() {
        return match;
    }

    boolean counts() {
        return Count.of(rest) != null;
    }

    Document run(StoredCollection collection, DatabaseResolver databases, MongoDatabase database, Oplog oplog) {
        var count = Count.of(rest);
        if (count != null) {
            return response(collection, count.result(collection.count(match, count.skip(), count.limit())));
        }
        var aggregation = Aggregation.fromPipeline(rest, databases, database, collection, oplog);
        aggregation.validate(command);
        return response(
                collection, aggregation.runStages(collection.handleQueryAsStream(new Document("$query", match))));
    }

    private static Document response(StoredCollection collection, List<Document> batch) {
        var cursor =
                new Document("id", 0L).append("ns", collection.getFullName()).append("firstBatch", batch);
        return new Document("cursor", cursor).append("ok", 1.0);
    }

    /** @param group the stage that counts: {@code {_id: constant, n: {$sum: 1}}} */
    private record Count(int skip, int limit, Document group) {

        static @Nullable Count of(List<Document> stages) {
            var left = new ArrayList<>(stages);
            int skip = number(left, "$skip");
            int limit = number(left, "$limit");
            return left.size() == 1
                            && left.getFirst().get("$group") instanceof Document group
                            && group.size() == 2
                            && group.get("_id") instanceof Number
                            && new Document("$sum", 1).equals(group.get("n"))
                    ? new Count(skip, limit, group)
                    : null;
        }

        private static int number(List<Document> stages, String name) {
            return !stages.isEmpty() && stages.getFirst().get(name) instanceof Number
                    ? ((Number) requireNonNull(stages.removeFirst().get(name))).intValue()
                    : 0;
        }

        List<Document> result(int n) {
            return n == 0 ? List.of() : List.of(new Document("_id", group.get("_id")).append("n", n));
        }
    }
}
