package io.taskledger.query.history;

import io.taskledger.contract.Wire;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskField;
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

    private static final List<TaskField> BEFORE_STATUS = List.of(TaskField.TITLE, TaskField.DESCRIPTION);
    private static final List<TaskField> AFTER_STATUS = TaskField.ALL.stream()
            .filter(field -> !BEFORE_STATUS.contains(field))
            .toList();

    /**
     * The fields that an event changed.
     *
     * @param before null at creation, when every field gets its first value
     */
    public static List<Change> between(@Nullable TaskView before, TaskView after) {
        var changes = new ArrayList<Change>();
        var from = before == null ? null : before.details();
        var to = after.details();
        BEFORE_STATUS.forEach(field -> add(changes, field, from, to));
        add(
                changes,
                "status",
                before == null ? null : before.status().wireName(),
                after.status().wireName());
        AFTER_STATUS.forEach(field -> add(changes, field, from, to));
        add(changes, "deleted", before != null && before.deleted(), after.deleted());
        return changes;
    }

    private static void add(List<Change> changes, TaskField field, @Nullable TaskDetails from, TaskDetails to) {
        add(changes, field.name(), from == null ? null : value(field, from), value(field, to));
    }

    private static @Nullable Object value(TaskField field, TaskDetails details) {
        return switch (field) {
            case TaskField.Text text -> text.value().apply(details);
            case TaskField.Texts texts -> texts.value().apply(details);
            case TaskField.Choice choice -> choice.value().apply(details).wireName();
            case TaskField.Time time -> time(time.value().apply(details));
        };
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
