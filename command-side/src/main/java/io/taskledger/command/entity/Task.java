package io.taskledger.command.entity;

import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDeleted;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.event.TaskEvent.TaskReopened;
import io.taskledger.contract.event.TaskEvent.TaskRestored;
import io.taskledger.contract.event.TaskEvent.TaskStarted;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of an existing task.
 *
 * @param version the number of its events
 * @param completedAt null unless it is completed
 */
public record Task(
        TaskDetails details,
        Status status,
        boolean deleted,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant completedAt)
        implements EntityState {

    /**
     * The state of a task, or null if there is none.
     *
     * @throws IllegalStateException if it is the state of something else
     */
    public static @Nullable Task of(@Nullable EntityState state) {
        return switch (state) {
            case null -> null;
            case Task task -> task;
            case Profile _ -> throw new IllegalStateException("A profile in the stream of a task");
        };
    }

    /**
     * The state after one more event.
     *
     * @param task null before the first event
     * @throws IllegalStateException if the event cannot follow this state
     */
    public static Task evolve(@Nullable Task task, TaskEvent event, Instant time) {
        if (task == null) {
            return created(event, time);
        }
        return switch (event) {
            case TaskCreated _ -> throw outOfOrder();
            case TaskDetailsEdited(var edit) ->
                task.next(task.details.with(edit), task.status, task.deleted, time, task.completedAt);
            case TaskStarted _ -> task.next(task.details, Status.IN_PROGRESS, task.deleted, time, null);
            case TaskCompleted _ -> task.next(task.details, Status.COMPLETED, task.deleted, time, time);
            case TaskReopened _ -> task.next(task.details, Status.OPEN, task.deleted, time, null);
            case TaskDeleted _ -> task.next(task.details, task.status, true, time, task.completedAt);
            case TaskRestored _ -> task.next(task.details, task.status, false, time, task.completedAt);
        };
    }

    private static Task created(TaskEvent event, Instant time) {
        if (event instanceof TaskCreated(var details)) {
            return new Task(details, Status.OPEN, false, 1, time, time, null);
        }
        throw outOfOrder();
    }

    private static IllegalStateException outOfOrder() {
        return new IllegalStateException("A task is created once, before anything else happens to it");
    }

    private Task next(
            TaskDetails details, Status status, boolean deleted, Instant time, @Nullable Instant completedAt) {
        return new Task(details, status, deleted, version + 1, createdAt, time, completedAt);
    }

    /** The task as responses show it. */
    public TaskView view(UUID id) {
        return TaskView.of(id, version, details, status, deleted, createdAt, updatedAt, completedAt);
    }
}
