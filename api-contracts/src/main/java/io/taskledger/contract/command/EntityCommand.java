package io.taskledger.contract.command;

import io.taskledger.contract.commit.StreamRef;

/** A command for one task or one profile. */
public sealed interface EntityCommand extends Command permits TaskCommand, UpdateProfile {

    /** The stream of the task or profile. */
    StreamRef stream();

    /** What the task or profile must be like, otherwise the command is rejected. */
    Precondition precondition();
}
