package io.taskledger.contract.command;

import io.taskledger.contract.commit.StreamRef;
import java.util.List;

/** A request to change tasks, or the profile, of one owner. */
public sealed interface Command permits EntityCommand, TaskBatch {

    /** The {@code sub} of the token: an opaque text, never assumed to be a UUID. */
    String owner();

    /** The streams that begin with this command: their ids were made for it, so that no commit can have them. */
    default List<StreamRef> newStreams() {
        return List.of();
    }
}
