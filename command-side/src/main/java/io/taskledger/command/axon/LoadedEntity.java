package io.taskledger.command.axon;

import io.taskledger.command.entity.CommandDecider;
import io.taskledger.command.entity.CommandDecision;
import io.taskledger.command.entity.EntityState;
import io.taskledger.command.entity.StreamEvent;
import io.taskledger.contract.command.Command;
import io.taskledger.contract.commit.StreamRef;
import java.util.function.Function;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.jspecify.annotations.Nullable;

/**
 * A task or a profile while Axon handles a command. It is folded from what the engine sources. The decision evolves the
 * states itself, so the events that it publishes change nothing here.
 *
 * @param state null if it does not exist
 */
record LoadedEntity(StreamRef stream, @Nullable EntityState state) {

    /** The entity after a snapshot, or after one more event. */
    LoadedEntity evolve(EventMessage message, ProcessingContext context) {
        return switch (message.payload()) {
            case EntityState snapshot -> new LoadedEntity(stream, snapshot);
            case StreamEvent sourced
            when !Work.of(context).isDecided() ->
                new LoadedEntity(stream, EntityState.evolve(state, sourced.event(), message.timestamp()));
            case null, default -> this;
        };
    }

    /** Handles a command for this entity. */
    Work handle(CommandMessage message, ProcessingContext context) {
        return handle(message, context, loaded -> state);
    }

    /** Handles a command for any number of entities, which are loaded as they are needed. */
    static Work handleAll(CommandMessage message, ProcessingContext context) {
        var entities = context.component(StateManager.class).repository(LoadedEntity.class, StreamRef.class);
        return handle(
                message,
                context,
                stream -> entities.loadOrCreate(stream, context).join().entity().state());
    }

    /** Publishes the events only if all is accepted, because a unit of work cannot take events back. */
    private static Work handle(
            CommandMessage message, ProcessingContext context, Function<StreamRef, @Nullable EntityState> states) {
        var time = CommandMetadata.time(message.metadata());
        var decision = CommandDecider.decide(message.payloadAs(Command.class), time, states);
        var work = Work.of(context);
        work.decided(decision);
        if (decision instanceof CommandDecision.Accepted accepted) {
            EventAppender.forContext(context).append(accepted.events());
        }
        return work;
    }
}
