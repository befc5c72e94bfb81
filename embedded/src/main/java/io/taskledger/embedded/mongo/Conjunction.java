package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;

/** A query in the flat form that indexes expect: the driver writes {@code and} as a separate list. */
final class Conjunction {

    private static final String AND = "$and";

    private Conjunction() {}

    /**
     * Conditions that cannot be flattened stay under {@code $and}, so the result is never less strict than the query.
     */
    static Document flat(Document query) {
        if (!query.containsKey(AND)) {
            return query;
        }
        var flat = new Document();
        addAll(query, flat);
        return flat;
    }

    private static void addAll(Document query, Document flat) {
        query.forEach((field, condition) -> {
            if (field.equals(AND) && condition instanceof Collection<?> parts) {
                parts.forEach(part -> addAll((Document) part, flat));
            } else {
                add(field, condition, flat);
            }
        });
    }

    private static void add(String field, Object condition, Document flat) {
        var present = flat.get(field);
        if (!flat.containsKey(field)) {
            flat.put(field, condition instanceof Document document ? document.clone() : condition);
        } else if (present instanceof Document all && condition instanceof Document more && isRangeOfBoth(all, more)) {
            all.putAll(more);
        } else {
            flat.put(AND, condition);
        }
    }

    private static boolean isRangeOfBoth(Document all, Document more) {
        return all.keySet().stream().noneMatch(more::containsKey)
                && all.keySet().stream().allMatch(operator -> operator.startsWith("$"))
                && more.keySet().stream().allMatch(operator -> operator.startsWith("$"));
    }
}
