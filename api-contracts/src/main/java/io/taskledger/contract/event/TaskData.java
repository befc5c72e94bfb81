package io.taskledger.contract.event;

import io.taskledger.contract.Wire;
import io.taskledger.contract.commit.CanonicalJson;
import io.taskledger.contract.commit.JsonFields;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored form of the task events that have data. */
final class TaskData {

    private TaskData() {}

    static void write(CanonicalJson json, TaskCreated event) {
        write(json, DetailsEdit.all(event.details()));
    }

    static void write(CanonicalJson json, TaskDetailsEdited event) {
        write(json, event.edit());
    }

    static TaskCreated created(JsonFields data) {
        var personal = Personal.of(data);
        return new TaskCreated(new TaskDetails(
                personal.text("title"),
                personal.text("description"),
                priority(data),
                due(data),
                personal.texts("tags")));
    }

    static TaskDetailsEdited edited(JsonFields data) {
        var personal = Personal.of(data);
        return new TaskDetailsEdited(new DetailsEdit(
                personal.has("title") ? personal.text("title") : null,
                personal.has("description") ? personal.text("description") : null,
                data.has("priority") ? priority(data) : null,
                data.has("due") ? new DetailsEdit.Due(due(data)) : null,
                personal.has("tags") ? personal.texts("tags") : null));
    }

    private static void write(CanonicalJson json, DetailsEdit edit) {
        if (edit.due() != null) {
            json.text("due", time(edit.due().value()));
        }
        json.object(Personal.KEY).object(Personal.CLEAR);
        if (edit.description() != null) {
            json.text("description", edit.description());
        }
        if (edit.tags() != null) {
            tags(json, edit.tags());
        }
        if (edit.title() != null) {
            json.text("title", edit.title());
        }
        json.endObject().endObject();
        if (edit.priority() != null) {
            json.text("priority", edit.priority().wireName());
        }
    }

    private static void tags(CanonicalJson json, List<String> tags) {
        json.array("tags");
        tags.forEach(json::text);
        json.endArray();
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : Wire.time(instant);
    }

    private static @Nullable Instant due(JsonFields data) {
        return data.isNull("due") ? null : data.time("due");
    }

    private static Priority priority(JsonFields data) {
        return data.canonical("priority", Priority::of, Priority::wireName);
    }
}
