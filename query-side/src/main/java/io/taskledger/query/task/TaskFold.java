package io.taskledger.query.task;

import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDeleted;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.event.TaskEvent.TaskReopened;
import io.taskledger.contract.event.TaskEvent.TaskRestored;
import io.taskledger.contract.event.TaskEvent.TaskStarted;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskView;
import io.taskledger.query.fold.ImpossibleEventException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies events to tasks. The command side decides which changes are allowed; here an event must only be the next one
 * of its task and change something.
 */
public final class TaskFold {

    private TaskFold() {}

    /**
     * The task after the event.
     *
     * @param before null if the task does not exist yet
     * @param version the task's version after this event
     * @param time of the commit
     * @throws ImpossibleEventException if the event cannot follow this state
     */
    public static TaskView fold(@Nullable TaskView before, UUID task, long version, TaskEvent event, Instant time) {
        require(version == (before == null ? 1 : before.version() + 1), event, "is not the next event of its task");
        if (before == null) {
            return created(task, event, time);
        }
        return switch (event) {
            case TaskCreated _ -> throw impossible(event, "creates a task that exists");
            case TaskDetailsEdited edited -> edited(before, edited.edit(), time);
            case TaskStarted _ -> moved(before, Status.IN_PROGRESS, event, time);
            case TaskCompleted _ -> moved(before, Status.COMPLETED, event, time);
            case TaskReopened _ -> moved(before, Status.OPEN, event, time);
            case TaskDeleted _ -> hidden(before, true, event, time);
            case TaskRestored _ -> hidden(before, false, event, time);
        };
    }

    private static TaskView created(UUID task, TaskEvent event, Instant time) {
        if (event instanceof TaskCreated(var details)) {
            return TaskView.of(task, 1, details, Status.OPEN, false, time, time, null);
        }
        throw impossible(event, "changes a task that does not exist");
    }

    private static TaskView edited(TaskView before, DetailsEdit edit, Instant time) {
        return next(before, before.details().with(edit), before.status(), before.deleted(), time, before.completedAt());
    }

    private static TaskView moved(TaskView before, Status status, TaskEvent event, Instant time) {
        require(before.status() != status, event, "changes the status of a task to its present status");
        return next(before, before.details(), status, before.deleted(), time, status == Status.COMPLETED ? time : null);
    }

    private static TaskView hidden(TaskView before, boolean deleted, TaskEvent event, Instant time) {
        require(before.deleted() != deleted, event, "deletes a deleted task, or restores a task that is not deleted");
        return next(before, before.details(), before.status(), deleted, time, before.completedAt());
    }

    private static TaskView next(
            TaskView before,
            TaskDetails details,
            Status status,
            boolean deleted,
            Instant time,
            @Nullable Instant completedAt) {
        return TaskView.of(
                before.id(), before.version() + 1, details, status, deleted, before.createdAt(), time, completedAt);
    }

    private static void require(boolean possible, TaskEvent event, String why) {
        if (!possible) {
            throw impossible(event, why);
        }
    }

    private static ImpossibleEventException impossible(TaskEvent event, String why) {
        return new ImpossibleEventException(event.getClass().getSimpleName() + " " + why);
    }
}
