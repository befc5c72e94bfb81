package io.taskledger.contract.event;

import static io.taskledger.contract.task.TaskField.DESCRIPTION;
import static io.taskledger.contract.task.TaskField.DUE;
import static io.taskledger.contract.task.TaskField.PRIORITY;
import static io.taskledger.contract.task.TaskField.TAGS;
import static io.taskledger.contract.task.TaskField.TITLE;

import io.taskledger.contract.commit.CanonicalJson;
import io.taskledger.contract.commit.JsonFields;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.DetailsEdit.Due;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskField;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored form of the task events that have data; {@link TaskDataWriter} writes it. */
final class TaskData {

    private TaskData() {}

    static void write(CanonicalJson json, TaskCreated event) {
        TaskDataWriter.write(json, DetailsEdit.all(event.details()));
    }

    static void write(CanonicalJson json, TaskDetailsEdited event) {
        TaskDataWriter.write(json, event.edit());
    }

    static TaskCreated created(JsonFields data) {
        return new TaskCreated(new TaskDetails(
                text(data, TITLE),
                text(data, DESCRIPTION),
                priority(data, PRIORITY),
                time(data, DUE),
                texts(data, TAGS)));
    }

    static TaskDetailsEdited edited(JsonFields data) {
        return new TaskDetailsEdited(new DetailsEdit(
                has(data, TITLE) ? text(data, TITLE) : null,
                has(data, DESCRIPTION) ? text(data, DESCRIPTION) : null,
                has(data, PRIORITY) ? priority(data, PRIORITY) : null,
                has(data, DUE) ? new Due(time(data, DUE)) : null,
                has(data, TAGS) ? texts(data, TAGS) : null));
    }

    private static boolean has(JsonFields data, TaskField field) {
        return place(data, field).has(field.name());
    }

    private static String text(JsonFields data, TaskField.Text field) {
        return place(data, field).text(field.name());
    }

    private static List<String> texts(JsonFields data, TaskField.Texts field) {
        return place(data, field).texts(field.name());
    }

    private static Priority priority(JsonFields data, TaskField.Choice field) {
        return place(data, field).canonical(field.name(), Priority::of, Priority::wireName);
    }

    private static @Nullable Instant time(JsonFields data, TaskField.Time field) {
        var place = place(data, field);
        return place.isNull(field.name()) ? null : place.time(field.name());
    }

    private static JsonFields place(JsonFields data, TaskField field) {
        return field.personal() ? Personal.of(data) : data;
    }
}
