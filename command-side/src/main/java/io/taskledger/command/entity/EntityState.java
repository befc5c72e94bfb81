package io.taskledger.command.entity;

import io.taskledger.contract.event.Event;
import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.contract.event.TaskEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of one task or one profile: the fold of its stream. Immutable. */
public sealed interface EntityState permits Task, Profile {

    /** The number of its events. */
    long version();

    /**
     * The state after one more event.
     *
     * @param state null before the first event
     * @throws IllegalStateException if the event cannot follow this state
     */
    static EntityState evolve(@Nullable EntityState state, Event event, Instant time) {
        return switch (event) {
            case TaskEvent change -> Task.evolve(Task.of(state), change, time);
            case ProfileUpdated change -> Profile.evolve(Profile.of(state), change, time);
        };
    }
}
