package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;

/** The value that a query requires, in a form in which equal values of different types are equal. */
final class Equality {

    private Equality() {}

    /** The one value that the field must have, or null if the query is not that simple. */
    static Object of(Document query, String field) {
        var value = query.get(field);
        if (value instanceof Document condition && condition.size() == 1 && condition.containsKey("$eq")) {
            value = condition.get("$eq");
        }
        return isPlain(value) ? comparable(value) : null;
    }

    /** The values of which the field must have one, without duplicates; empty if the query is not that simple. */
    static List<Object> anyOf(Document query, String field) {
        var one = of(query, field);
        if (one != null) {
            return List.of(one);
        }
        return query.get(field) instanceof Document condition
                        && condition.size() == 1
                        && condition.get("$in") instanceof Collection<?> values
                        && values.stream().allMatch(Equality::isPlain)
                ? values.stream().map(Equality::comparable).distinct().toList()
                : List.of();
    }

    private static boolean isPlain(Object value) {
        return value != null
                && !(value instanceof Document)
                && !(value instanceof Collection)
                && !(value instanceof BsonRegularExpression)
                && !(value instanceof Missing);
    }

    /** MongoDB treats 1, 1L and 1.0 as equal. */
    static Object comparable(Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Double number when number == Math.rint(number) && Math.abs(number) < 1L << 53 -> number.longValue();
            default -> value;
        };
    }
}
