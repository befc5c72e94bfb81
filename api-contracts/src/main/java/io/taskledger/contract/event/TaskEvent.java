package io.taskledger.contract.event;

import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.TaskDetails;

/** What happened to a task. Owner, task, version and time are in the commit that contains the event. */
public sealed interface TaskEvent extends Event {

    /** The first event of a task. */
    record TaskCreated(TaskDetails details) implements TaskEvent {}

    /** Contains the new values of the details that changed, without the others. */
    record TaskDetailsEdited(DetailsEdit edit) implements TaskEvent {}

    /** Status became {@code in_progress}. */
    record TaskStarted() implements TaskEvent {}

    /** Status became {@code completed}. */
    record TaskCompleted() implements TaskEvent {}

    /** Status became {@code open} again. */
    record TaskReopened() implements TaskEvent {}

    /** The task is hidden until it is restored; all its data is kept. */
    record TaskDeleted() implements TaskEvent {}

    /** The task is visible again. */
    record TaskRestored() implements TaskEvent {}
}
