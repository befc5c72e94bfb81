package io.taskledger.contract.event;

import io.taskledger.contract.Wire;
import io.taskledger.contract.commit.CanonicalJson;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.TaskField;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Writes the fields of a task that an edit contains, in the order of canonical JSON. */
final class TaskDataWriter {

    private static final List<TaskField> BEFORE_PERSONAL =
            sorted(field -> !field.personal() && field.name().compareTo(Personal.KEY) < 0);
    private static final List<TaskField> PERSONAL = sorted(TaskField::personal);
    private static final List<TaskField> AFTER_PERSONAL =
            sorted(field -> !field.personal() && field.name().compareTo(Personal.KEY) >= 0);

    private TaskDataWriter() {}

    static void write(CanonicalJson json, DetailsEdit edit) {
        BEFORE_PERSONAL.forEach(field -> write(json, field, edit));
        json.object(Personal.KEY).object(Personal.CLEAR);
        PERSONAL.forEach(field -> write(json, field, edit));
        json.endObject().endObject();
        AFTER_PERSONAL.forEach(field -> write(json, field, edit));
    }

    private static void write(CanonicalJson json, TaskField field, DetailsEdit edit) {
        switch (field) {
            case TaskField.Text text -> {
                var value = text.edited().apply(edit);
                if (value != null) {
                    json.text(text.name(), value);
                }
            }
            case TaskField.Texts texts -> {
                var values = texts.edited().apply(edit);
                if (values != null) {
                    json.array(texts.name());
                    values.forEach(json::text);
                    json.endArray();
                }
            }
            case TaskField.Choice choice -> {
                var value = choice.edited().apply(edit);
                if (value != null) {
                    json.text(choice.name(), value.wireName());
                }
            }
            case TaskField.Time time -> {
                var due = time.edited().apply(edit);
                if (due != null) {
                    json.text(time.name(), due.value() == null ? null : Wire.time(due.value()));
                }
            }
        }
    }

    private static List<TaskField> sorted(Predicate<TaskField> which) {
        return TaskField.ALL.stream()
                .filter(which)
                .sorted(Comparator.comparing(TaskField::name))
                .toList();
    }
}
