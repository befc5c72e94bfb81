package io.taskledger.command.entity;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.event.EventCodec;
import org.jspecify.annotations.Nullable;

/** Folds stored events to the state of their task or profile. */
public final class EntityFold {

    private static final EventCodec CODEC = EventCodec.standard();

    private EntityFold() {}

    /**
     * The state after one more stored event.
     *
     * @param state null before the first event
     * @throws io.taskledger.contract.event.UnreadableEventException if the event cannot be read
     */
    public static EntityState fold(@Nullable EntityState state, Commit commit, RecordedEvent event) {
        return EntityState.evolve(state, CODEC.read(event), commit.content().time());
    }
}
