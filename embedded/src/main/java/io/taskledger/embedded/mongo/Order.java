package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of a query's result.
 *
 * @param parts empty for the order in which documents are stored
 * @param backwards whether that order is reversed
 */
record Order(List<Part> parts, boolean backwards) {

    static final Order NONE = new Order(List.of(), false);

    /** @param rising whether smaller values come first */
    record Part(String field, boolean rising) {}

    /** @param orderBy null for no order */
    static Order of(@Nullable Document orderBy) {
        if (orderBy == null || orderBy.isEmpty()) {
            return NONE;
        }
        if (orderBy.containsKey("$natural")) {
            return new Order(List.of(), !isRising(orderBy.get("$natural")));
        }
        var parts = new ArrayList<Part>();
        orderBy.forEach((field, direction) -> parts.add(new Part(field, isRising(direction))));
        return new Order(parts, false);
    }

    private static boolean isRising(Object direction) {
        return ((Number) direction).intValue() > 0;
    }

    /** Bytes that are ordered like the documents. */
    byte[] key(StoredDocument document, KeyWriter writer) {
        writer.clear();
        for (var part : parts) {
            var value = part.field().contains(".")
                    ? Utils.getSubdocumentValueCollectionAware(document.decoded(), part.field())
                    : document.get(part.field());
            if (value instanceof Collection<?> elements) {
                first(elements, part.rising(), writer);
            } else {
                write(value, part.rising(), writer);
            }
        }
        return writer.toBytes();
    }

    /** An array counts as its smallest element, or as its greatest one if greater values come first. */
    private static void first(Collection<?> elements, boolean rising, KeyWriter writer) {
        int start = writer.size();
        byte[] first = null;
        for (var element : elements) {
            write(element, rising, writer);
            var bytes = Arrays.copyOfRange(writer.bytes(), start, writer.size());
            writer.back(start);
            first = first == null || Arrays.compareUnsigned(bytes, first) < 0 ? bytes : first;
        }
        if (first == null) {
            writer.emptyArray(rising);
        } else {
            writer.all(first);
        }
    }

    private static void write(@Nullable Object value, boolean rising, KeyWriter writer) {
        if (rising) {
            writer.value(value);
        } else {
            writer.inverted(value);
        }
    }
}
