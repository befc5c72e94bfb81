package io.taskledger.command.api;

import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.DetailsEdit.Due;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskField;
import io.taskledger.node.web.TaskIds;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the details of a task, in the three forms that requests have. */
final class DetailsReader {

    /** Fields that responses show and requests may send back. */
    static final Set<String> READ_ONLY = Set.of("id", "version", "deleted", "createdAt", "updatedAt", "completedAt");

    private static final String REPLACE = "is missing: PUT replaces all editable fields; use PATCH to change some";

    private DetailsReader() {}

    /** Details of a new task; only the title is required. Meaningless if a field is invalid. */
    static TaskDetails details(Fields fields) {
        fields.require("is required", "title");
        return full(fields);
    }

    /** An edit that replaces all details. Meaningless if a field is invalid. */
    static DetailsEdit replacement(Fields fields) {
        fields.require(REPLACE, TaskField.ALL.stream().map(TaskField::name).toArray(String[]::new));
        return DetailsEdit.all(full(fields));
    }

    private static TaskDetails full(Fields fields) {
        return new TaskDetails(
                or(fields.text("title"), () -> ""),
                or(fields.text("description"), () -> ""),
                or(priority(fields), () -> Priority.NONE),
                due(fields),
                or(fields.texts("tags"), List::of));
    }

    /** A merge patch (RFC 7396): null removes an optional value. Meaningless if a field is invalid. */
    static DetailsEdit patch(Fields fields) {
        return new DetailsEdit(
                fields.text("title"),
                cleared(fields, "description", "", () -> fields.text("description")),
                cleared(fields, "priority", Priority.NONE, () -> priority(fields)),
                fields.has("due") ? new Due(due(fields)) : null,
                cleared(fields, "tags", List.of(), () -> fields.texts("tags")));
    }

    /** Null if absent or invalid. */
    static @Nullable Status status(Fields fields) {
        return fields.parsed(
                "status", "must be one of open, in_progress, completed", text -> named(() -> Status.of(text)));
    }

    /** Null if absent or invalid. */
    static @Nullable UUID id(Fields fields, String name) {
        return fields.parsed(name, TaskIds.FORM, TaskIds::parse);
    }

    private static @Nullable Priority priority(Fields fields) {
        return fields.parsed(
                "priority", "must be one of none, low, medium, high, urgent", text -> named(() -> Priority.of(text)));
    }

    private static @Nullable Instant due(Fields fields) {
        if (fields.isNull("due")) {
            fields.ignoring(Set.of("due"));
            return null;
        }
        return fields.parsed("due", DueTime.FORM, DueTime::parse);
    }

    private static <T> @Nullable T cleared(Fields fields, String name, T empty, Supplier<@Nullable T> read) {
        if (fields.isNull(name)) {
            fields.ignoring(Set.of(name));
            return empty;
        }
        return read.get();
    }

    private static <T> @Nullable T named(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static <T> T or(@Nullable T value, Supplier<T> otherwise) {
        return value == null ? otherwise.get() : value;
    }
}
