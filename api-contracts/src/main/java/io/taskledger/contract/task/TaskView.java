package io.taskledger.contract.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as every response shows it, on both sides.
 *
 * @param version 1 after creation, one more for each event; its quoted form is the ETag
 * @param due UTC, milliseconds, or null
 * @param completedAt null unless the task is completed
 */
public record TaskView(
        UUID id,
        long version,
        String title,
        String description,
        Status status,
        Priority priority,
        @Nullable Instant due,
        List<String> tags,
        boolean deleted,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant completedAt) {

    /** The view of a task with these details. */
    public static TaskView of(
            UUID id,
            long version,
            TaskDetails details,
            Status status,
            boolean deleted,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant completedAt) {
        return new TaskView(
                id,
                version,
                details.title(),
                details.description(),
                status,
                details.priority(),
                details.due(),
                details.tags(),
                deleted,
                createdAt,
                updatedAt,
                completedAt);
    }

    /** What the user filled in. */
    public TaskDetails details() {
        return new TaskDetails(title, description, priority, due, tags);
    }
}
