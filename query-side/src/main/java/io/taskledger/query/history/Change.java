package io.taskledger.query.history;

import io.taskledger.contract.Wire;
import io.taskledger.contract.task.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The change of one field. Values have their JSON form: texts, lists of texts, booleans.
 *
 * @param from null at creation
 */
public record Change(
        String field, @Nullable Object from, @Nullable Object to) {

    /**
     * The fields that an event changed.
     *
     * @param before null at creation, when every field gets its first value
     */
    public static List<Change> between(@Nullable TaskView before, TaskView after) {
        var changes = new ArrayList<Change>();
        add(changes, "title", before == null ? null : before.title(), after.title());
        add(changes, "description", before == null ? null : before.description(), after.description());
        add(
                changes,
                "status",
                before == null ? null : before.status().wireName(),
                after.status().wireName());
        add(
                changes,
                "priority",
                before == null ? null : before.priority().wireName(),
                after.priority().wireName());
        add(changes, "due", before == null ? null : time(before.due()), time(after.due()));
        add(changes, "tags", before == null ? null : before.tags(), after.tags());
        add(changes, "deleted", before != null && before.deleted(), after.deleted());
        return changes;
    }

    private static void add(List<Change> changes, String field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.add(new Change(field, from, to));
        }
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : Wire.time(instant);
    }
}
