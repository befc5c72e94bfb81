package io.taskledger.query;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A query as sent over the wire.
 *
 * @param filter the conditions that must all hold, field by field
 * @param sort empty if the order does not matter
 */
record SentQuery(String collection, BsonDocument sent, Map<String, Bound> filter, List<String> sort) {

    /** The condition on a field: single values or a range. */
    enum Bound {
        POINTS,
        RANGE
    }

    /** Catches the queries of a client. Thread-safe. */
    static final class Recorder implements CommandListener {

        private final List<SentQuery> all = new ArrayList<>();

        @Override
        public synchronized void commandStarted(CommandStartedEvent event) {
            switch (event.getCommandName()) {
                case "find" ->
                    all.add(of(
                            event.getCommand().getString("find").getValue(),
                            event.getCommand(),
                            event.getCommand().getDocument("filter", new BsonDocument())));
                case "aggregate" ->
                    all.add(of(
                            event.getCommand().getString("aggregate").getValue(),
                            event.getCommand(),
                            event.getCommand()
                                    .getArray("pipeline")
                                    .get(0)
                                    .asDocument()
                                    .getDocument("$match")));
                default -> {}
            }
        }

        /** The queries sent since the last call. */
        synchronized List<SentQuery> taken() {
            var taken = List.copyOf(all);
            all.clear();
            return taken;
        }
    }

    private static SentQuery of(String collection, BsonDocument command, BsonDocument filter) {
        Map<String, Bound> flat = new HashMap<>();
        flatten(filter, flat);
        return new SentQuery(
                collection,
                command.clone(),
                flat,
                List.copyOf(command.getDocument("sort", new BsonDocument()).keySet()));
    }

    private static void flatten(BsonDocument filter, Map<String, Bound> flat) {
        new LinkedHashMap<>(filter).forEach((field, condition) -> {
            if (field.equals("$and")) {
                condition.asArray().forEach(part -> flatten(part.asDocument(), flat));
            } else if (!field.startsWith("$")) {
                flat.merge(field, bound(condition), (one, other) -> one == Bound.POINTS ? one : other);
            }
        });
    }

    private static Bound bound(BsonValue condition) {
        if (condition.isDocument() && !condition.asDocument().isEmpty()) {
            var operator = condition.asDocument().getFirstKey();
            return switch (operator) {
                case "$in", "$eq" -> Bound.POINTS;
                case "$gt", "$gte", "$lt", "$lte" -> Bound.RANGE;
                default -> operator.startsWith("$") ? Bound.RANGE : Bound.POINTS;
            };
        }
        return Bound.POINTS;
    }

    /**
     * What an index does for the query.
     *
     * @param bounds the number of the index's first fields that limit what is read: points, then at most one range
     * @param ordered whether entries come in the requested order, so that only a page is read
     */
    record Service(int bounds, boolean ordered) {}

    /** By the rules of MongoDB for compound indexes: points first, then the order, or a range. */
    Service servedBy(List<String> index) {
        int points = 0;
        while (points < index.size() && filter.get(index.get(points)) == Bound.POINTS) {
            points++;
        }
        var rest = index.subList(points, index.size());
        boolean ordered = sort.isEmpty()
                || IntStream.rangeClosed(0, Math.min(points, index.size() - sort.size()))
                        .anyMatch(
                                from -> index.subList(from, from + sort.size()).equals(sort));
        boolean range = !rest.isEmpty() && filter.get(rest.getFirst()) == Bound.RANGE;
        return new Service(points + (range ? 1 : 0), ordered);
    }
}
