package io.taskledger.embedded.mongo;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An {@code update} of several statements that ends at its first error, like MongoDB's default. The original server
 * continues after an error.
 */
final class OrderedUpdates {

    private static final String UPDATES = "updates";
    private static final String UPSERTED = "upserted";
    private static final String ERRORS = "writeErrors";

    private OrderedUpdates() {}

    static boolean isOne(String command, Document query) {
        return command.equals("update")
                && !Boolean.FALSE.equals(query.get("ordered"))
                && query.get(UPDATES) instanceof Collection<?> updates
                && updates.size() > 1;
    }

    /** @param single executes a command of one statement */
    static Document run(Document query, UnaryOperator<Document> single) {
        int matched = 0;
        int modified = 0;
        var upserted = new ArrayList<Document>();
        var errors = new ArrayList<Document>();
        int index = 0;
        for (var update : (Collection<?>) requireNonNull(query.get(UPDATES))) {
            var one = query.clone();
            one.put(UPDATES, List.of(update));
            var result = single.apply(one);
            matched += ((Number) result.getOrDefault("n", 0)).intValue();
            modified += ((Number) result.getOrDefault("nModified", 0)).intValue();
            addAll(result.get(UPSERTED), index, upserted);
            addAll(result.get(ERRORS), index, errors);
            if (!errors.isEmpty()) {
                break;
            }
            index++;
        }
        var reply = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            reply.append(UPSERTED, upserted);
        }
        if (!errors.isEmpty()) {
            reply.append(ERRORS, errors);
        }
        return reply.append("ok", 1.0);
    }

    private static void addAll(@Nullable Object parts, int index, Collection<Document> into) {
        if (parts instanceof Collection<?> documents) {
            for (var document : documents) {
                var part = ((Document) document).clone();
                part.put("index", index);
                into.add(part);
            }
        }
    }
}
