package io.taskledger.command.axon;

import io.taskledger.command.ledger.Fold;
import io.taskledger.command.profile.Profile;
import io.taskledger.command.task.Task;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.contract.event.TaskEvent;
import org.jspecify.annotations.Nullable;

/** Folds a stream to the state of its task or profile, which the ledger keeps. */
public final class EntityFold implements Fold<Object> {

    private final EventCodec codec = EventCodec.standard();

    @Override
    public Object fold(@Nullable Object state, Commit commit, RecordedEvent recorded) {
        var time = commit.content().time();
        return switch (codec.read(recorded)) {
            case TaskEvent event -> Task.evolve((Task) state, event, time);
            case ProfileUpdated event -> Profile.evolve((Profile) state, event, time);
        };
    }
}
