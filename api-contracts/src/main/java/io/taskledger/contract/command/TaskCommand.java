package io.taskledger.contract.command;

import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.commit.TimeOrderedIds;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import java.util.List;
import java.util.UUID;

/** A command for one task of an owner. A task is identified by owner and task id together. */
public sealed interface TaskCommand extends EntityCommand {

    /** Unique among the owner's tasks; chosen by the client or made by the API as UUIDv7. */
    UUID task();

    @Override
    default StreamRef stream() {
        return StreamRef.task(owner(), task());
    }

    /**
     * Creates a task that does not exist yet.
     *
     * @param isNewId whether the id was made for this command, so that nobody can have used it before
     */
    record CreateTask(String owner, UUID task, TaskDetails details, boolean isNewId) implements TaskCommand {

        /** Creates a task with an id that the client has chosen, and may have used before. */
        public CreateTask(String owner, UUID task, TaskDetails details) {
            this(owner, task, details, false);
        }

        /** Creates a task with a new id. */
        public static CreateTask withNewId(String owner, TaskDetails details) {
            return new CreateTask(owner, TimeOrderedIds.next(), details, true);
        }

        @Override
        public List<StreamRef> newStreams() {
            return isNewId ? List.of(stream()) : List.of();
        }

        @Override
        public Precondition precondition() {
            return Precondition.none();
        }
    }

    /** Changes the details in the edit. */
    record EditTask(String owner, UUID task, Precondition precondition, DetailsEdit edit) implements TaskCommand {}

    /** Moves an open task to in progress. */
    record StartTask(String owner, UUID task, Precondition precondition) implements TaskCommand {}

    /** Moves an open or started task to completed. */
    record CompleteTask(String owner, UUID task, Precondition precondition) implements TaskCommand {}

    /** Moves a started or completed task back to open. */
    record ReopenTask(String owner, UUID task, Precondition precondition) implements TaskCommand {}

    /** Moves a task from any status to this one, in as many steps as needed. */
    record MoveTask(String owner, UUID task, Precondition precondition, Status status) implements TaskCommand {}

    /** Deletes a task; it can be restored. */
    record DeleteTask(String owner, UUID task, Precondition precondition) implements TaskCommand {}

    /** Brings a deleted task back with the status it had. */
    record RestoreTask(String owner, UUID task, Precondition precondition) implements TaskCommand {}
}
