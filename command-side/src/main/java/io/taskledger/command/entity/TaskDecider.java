package io.taskledger.command.entity;

import static io.taskledger.command.decision.Decision.accept;
import static io.taskledger.command.decision.Decision.reject;

import io.taskledger.command.decision.Decision;
import io.taskledger.command.decision.RejectionCode;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CompleteTask;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.command.TaskCommand.DeleteTask;
import io.taskledger.contract.command.TaskCommand.EditTask;
import io.taskledger.contract.command.TaskCommand.MoveTask;
import io.taskledger.contract.command.TaskCommand.ReopenTask;
import io.taskledger.contract.command.TaskCommand.RestoreTask;
import io.taskledger.contract.command.TaskCommand.StartTask;
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
import org.jspecify.annotations.Nullable;

/** Decides a command in a state. docs/commands.md shows all results as a table. */
public final class TaskDecider {

    private TaskDecider() {}

    /** @param task null if it does not exist */
    public static Decision<TaskEvent> decide(@Nullable Task task, TaskCommand command) {
        if (command instanceof CreateTask create) {
            return task == null
                    ? create(create.details())
                    : reject(RejectionCode.TASK_ALREADY_EXISTS, "A task with this id already exists");
        }
        if (task == null) {
            return reject(RejectionCode.TASK_NOT_FOUND, "There is no task with this id");
        }
        if (!command.precondition().isMetBy(task.version())) {
            return reject(
                    RejectionCode.VERSION_MISMATCH,
                    "The task has " + command.precondition().mismatch(task.version()));
        }
        return change(task, command);
    }

    private static Decision<TaskEvent> change(Task task, TaskCommand command) {
        return switch (command) {
            case DeleteTask _ -> task.deleted() ? accept() : accept(new TaskDeleted());
            case RestoreTask _ -> task.deleted() ? accept(new TaskRestored()) : accept();
            case TaskCommand _
            when task.deleted() -> reject(RejectionCode.TASK_DELETED, "The task is deleted; restore it first");
            case EditTask edit -> edit(task.details(), edit.edit());
            case MoveTask move -> move(task.status(), move.status());
            case StartTask _
            when task.status() == Status.COMPLETED ->
                reject(RejectionCode.TASK_COMPLETED, "The task is completed; reopen it first");
            case StartTask _ -> move(task.status(), Status.IN_PROGRESS);
            case CompleteTask _ -> move(task.status(), Status.COMPLETED);
            case ReopenTask _ -> move(task.status(), Status.OPEN);
            case CreateTask _ -> throw new IllegalArgumentException("A task that exists cannot be created");
        };
    }

    private static Decision<TaskEvent> create(TaskDetails given) {
        var details = DetailsRules.trim(given);
        var wrong = DetailsRules.check(details);
        return wrong.isEmpty()
                ? accept(new TaskCreated(DetailsRules.withoutDuplicates(details)))
                : Decision.invalid(wrong);
    }

    private static Decision<TaskEvent> edit(TaskDetails details, DetailsEdit given) {
        var edited = DetailsRules.trim(details.with(given));
        var wrong = DetailsRules.check(edited);
        if (!wrong.isEmpty()) {
            return Decision.invalid(wrong);
        }
        var changes = DetailsEdit.all(DetailsRules.withoutDuplicates(edited)).changing(details);
        return changes.isEmpty() ? accept() : accept(new TaskDetailsEdited(changes));
    }

    private static Decision<TaskEvent> move(Status from, Status to) {
        if (from == to) {
            return accept();
        }
        return switch (to) {
            case OPEN -> accept(new TaskReopened());
            case IN_PROGRESS ->
                from == Status.COMPLETED ? accept(new TaskReopened(), new TaskStarted()) : accept(new TaskStarted());
            case COMPLETED -> accept(new TaskCompleted());
        };
    }
}
