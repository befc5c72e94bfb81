package io.taskledger.command.axon;

import io.taskledger.command.entity.Profile;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.event.ProfileUpdated;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * A profile while Axon handles a command.
 *
 * @param profile null if it does not exist
 */
public record ProfileEntity(StreamRef stream, @Nullable Profile profile) {

    /** Applies a state that the ledger has folded, or one more event. */
    ProfileEntity evolve(EventMessage message) {
        return switch (message.payload()) {
            case KnownState(var state) -> new ProfileEntity(stream, Profile.of(state));
            case StreamEvent event
            when event.stream().equals(stream) ->
                new ProfileEntity(
                        stream,
                        Profile.evolve(
                                profile, (ProfileUpdated) event.event(), CommandContext.time(message.metadata())));
            default -> this;
        };
    }
}
