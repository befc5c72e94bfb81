package io.taskledger.contract.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as every answer shows it, on the command side and on the query side alike.
 *
 * @param version 1 after creation, one more for each event; its quoted form is the ETag
 * @param due UTC, milliseconds, or null
 * @param completedAt null while the task is not done
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
        @Nullable Instant completedAt) {}
