package io.taskledger.query.task;

import io.taskledger.contract.Wire;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskField;
import io.taskledger.contract.task.TaskView;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A task in MongoDB. The fields are always in the same order, so that equal tasks have equal bytes. Times are BSON
 * dates (UTC milliseconds).
 */
final class TaskDocument {

    /** Later than every due time, so that tasks without one come last in ascending order. */
    private static final Date NEVER_ASCENDING = date(Wire.LATEST.plusMillis(1));

    /** Earlier than every due time, so that tasks without one come last in descending order. */
    private static final Date NEVER_DESCENDING = date(Wire.EARLIEST.minusMillis(1));

    /** Higher than every priority, so that tasks without one come last in ascending order too. */
    private static final int NO_PRIORITY = Priority.values().length;

    private TaskDocument() {}

    /** Appends the fields. */
    static void write(TaskRow row, Document document) {
        var task = row.view();
        var due = task.due();
        document.append("owner", row.owner())
                .append("task", task.id().toString())
                .append("version", task.version());
        var details = task.details();
        TaskField.ALL.forEach(field -> append(document, field, details));
        document.append("status", task.status().wireName())
                .append("deleted", task.deleted())
                .append("createdAt", date(task.createdAt()))
                .append("updatedAt", date(task.updatedAt()))
                .append("completedAt", task.completedAt() == null ? null : date(task.completedAt()))
                .append("dueAscending", due == null ? NEVER_ASCENDING : date(due))
                .append("dueDescending", due == null ? NEVER_DESCENDING : date(due))
                .append(
                        "priorityAscending",
                        task.priority() == Priority.NONE
                                ? NO_PRIORITY
                                : task.priority().ordinal())
                .append("titleKey", row.titleKey())
                .append("tagKeys", SearchText.tagKeys(task.tags()))
                .append("words", row.words());
    }

    private static void append(Document document, TaskField field, TaskDetails details) {
        switch (field) {
            case TaskField.Text text ->
                document.append(text.name(), text.value().apply(details));
            case TaskField.Texts texts ->
                document.append(texts.name(), texts.value().apply(details));
            case TaskField.Choice choice ->
                document.append(choice.name(), choice.value().apply(details).ordinal());
            case TaskField.Time time -> {
                var instant = time.value().apply(details);
                document.append(time.name(), instant == null ? null : date(instant));
            }
        }
    }

    /** The row of a complete document. */
    static TaskRow row(Document document) {
        return new TaskRow(
                document.getString("owner"),
                view(document),
                document.getList("words", String.class),
                document.getString("titleKey"));
    }

    /** The task of a document, which may lack the fields for searching and sorting. */
    static TaskView view(Document document) {
        return TaskView.of(
                UUID.fromString(document.getString("task")),
                document.getLong("version"),
                details(document),
                Status.of(document.getString("status")),
                document.getBoolean("deleted"),
                document.getDate("createdAt").toInstant(),
                document.getDate("updatedAt").toInstant(),
                instant(document.getDate("completedAt")));
    }

    private static TaskDetails details(Document document) {
        return new TaskDetails(
                document.getString(TaskField.TITLE.name()),
                document.getString(TaskField.DESCRIPTION.name()),
                PRIORITIES.get(document.getInteger(TaskField.PRIORITY.name())),
                instant(document.getDate(TaskField.DUE.name())),
                document.getList(TaskField.TAGS.name(), String.class));
    }

    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static Date date(Instant instant) {
        return Date.from(instant);
    }
}
