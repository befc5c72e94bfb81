package io.taskledger.contract.command;

/** A request to change tasks, or the profile, of one owner. */
public sealed interface Command permits EntityCommand, TaskBatch {

    /** The {@code sub} of the token: an opaque text, never assumed to be a UUID. */
    String owner();
}
