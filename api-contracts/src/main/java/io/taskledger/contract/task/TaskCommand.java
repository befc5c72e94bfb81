package io.taskledger.contract.task;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A command for one task of an owner. A task is identified by owner and task id together. */
public sealed interface TaskCommand {

    /** The {@code sub} of the token: an opaque text, never assumed to be a UUID. */
    String owner();

    /** Unique among the owner's tasks; chosen by the client or made by the API as UUIDv7. */
    UUID task();

    /** The version that the task must have, otherwise the command is rejected; null accepts any version. */
    @Nullable
    Long ifMatch();

    /** Creates a task that does not exist yet. */
    record CreateTask(String owner, UUID task, TaskDetails details) implements TaskCommand {
        @Override
        public @Nullable Long ifMatch() {
            return null;
        }
    }

    /** Changes the details in the edit. */
    record EditTask(String owner, UUID task, @Nullable Long ifMatch, DetailsEdit edit) implements TaskCommand {}

    /** Moves an open task to in progress. */
    record StartTask(String owner, UUID task, @Nullable Long ifMatch) implements TaskCommand {}

    /** Moves an open or started task to completed. */
    record CompleteTask(String owner, UUID task, @Nullable Long ifMatch) implements TaskCommand {}

    /** Moves a started or completed task back to open. */
    record ReopenTask(String owner, UUID task, @Nullable Long ifMatch) implements TaskCommand {}

    /** Moves a task from any status to this one, in as many steps as needed. */
    record MoveTask(String owner, UUID task, @Nullable Long ifMatch, Status status) implements TaskCommand {}

    /** Deletes a task; it can be restored. */
    record DeleteTask(String owner, UUID task, @Nullable Long ifMatch) implements TaskCommand {}

    /** Brings a deleted task back with the status it had. */
    record RestoreTask(String owner, UUID task, @Nullable Long ifMatch) implements TaskCommand {}
}
