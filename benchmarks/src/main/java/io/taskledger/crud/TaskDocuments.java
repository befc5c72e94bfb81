package io.taskledger.crud;

import com.mongodb.client.model.Updates;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskView;
import io.taskledger.query.task.SearchText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The form of a stored task. */
final class TaskDocuments {

    private TaskDocuments() {}

    static String id(String owner, UUID task) {
        return owner + "/" + task;
    }

    static Document created(String owner, UUID task, TaskInput input, Instant now) {
        var title = input.title();
        String description = input.description() == null ? "" : input.description();
        var at = Date.from(now);
        return new Document("_id", id(owner, task))
                .append("owner", owner)
                .append("task", task.toString())
                .append("version", 1L)
                .append("title", title)
                .append("description", description)
                .append("status", Status.OPEN.wireName())
                .append(
                        "priority",
                        input.priority() == null ? 0 : input.priority().ordinal())
                .append("due", input.due() == null ? null : Date.from(input.due()))
                .append("tags", input.tags() == null ? List.of() : input.tags())
                .append("createdAt", at)
                .append("updatedAt", at)
                .append("words", SearchText.words(String.valueOf(title), description));
    }

    static List<Bson> changes(TaskInput input) {
        List<Bson> changes = new ArrayList<>();
        if (input.title() != null) {
            changes.add(Updates.set("title", input.title()));
        }
        if (input.description() != null) {
            changes.add(Updates.set("description", input.description()));
        }
        if (input.priority() != null) {
            changes.add(Updates.set("priority", input.priority().ordinal()));
        }
        if (input.due() != null) {
            changes.add(Updates.set("due", Date.from(input.due())));
        }
        if (input.tags() != null) {
            changes.add(Updates.set("tags", input.tags()));
        }
        return changes;
    }

    static TaskView view(Document task) {
        return new TaskView(
                UUID.fromString(task.getString("task")),
                task.getLong("version"),
                task.getString("title"),
                task.getString("description"),
                Status.of(task.getString("status")),
                Priority.values()[task.getInteger("priority")],
                instant(task.getDate("due")),
                task.getList("tags", String.class),
                false,
                task.getDate("createdAt").toInstant(),
                task.getDate("updatedAt").toInstant(),
                null);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
