package io.taskledger.contract.task;

import io.taskledger.contract.event.Event;

/** What happened to a task. Owner, task, version and time stand in the commit that carries the event. */
public sealed interface TaskEvent extends Event {

    /** The first event of every task. */
    record TaskCreated(TaskDetails details) implements TaskEvent {}

    /** Carries the new values of the details that changed, and only those. */
    record TaskDetailsEdited(DetailsEdit edit) implements TaskEvent {}

    /** Status became {@code in_progress}. */
    record TaskStarted() implements TaskEvent {}

    /** Status became {@code completed}. */
    record TaskCompleted() implements TaskEvent {}

    /** Status became {@code open} again. */
    record TaskReopened() implements TaskEvent {}

    /** The task is hidden until it is restored; nothing of it is lost. */
    record TaskDeleted() implements TaskEvent {}

    /** The task is visible again. */
    record TaskRestored() implements TaskEvent {}
}
