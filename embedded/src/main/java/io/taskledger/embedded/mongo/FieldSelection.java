package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A projection that names top-level fields to keep or to leave out, applied to BSON without decoding it.
 *
 * @param kept whether the names are those to keep
 */
record FieldSelection(Set<String> names, boolean kept, boolean withId) {

    private static final String ID = "_id";

    /** Null if the projection does more than that. */
    static @Nullable FieldSelection of(Document projection) {
        var fields = projection.clone();
        boolean withId = isOne(fields.getOrDefault(ID, 1));
        fields.remove(ID);
        boolean kept = fields.values().stream().allMatch(FieldSelection::isOne) && !(fields.isEmpty() && !withId);
        boolean simple = fields.keySet().stream().noneMatch(name -> name.contains(".") || name.startsWith("$"))
                && fields.values().stream().allMatch(value -> isSwitch(value) && isOne(value) == kept);
        return simple ? new FieldSelection(Set.copyOf(fields.keySet()), kept, withId) : null;
    }

    private static boolean isSwitch(Object value) {
        return value instanceof Boolean || value instanceof Number;
    }

    private static boolean isOne(Object value) {
        return value instanceof Number number ? number.doubleValue() != 0 : Boolean.TRUE.equals(value);
    }

    boolean includes(String field) {
        return field.equals(ID) ? withId : names.contains(field) == kept;
    }
}
