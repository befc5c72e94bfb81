package io.taskledger.command.axon;

import io.taskledger.command.entity.EntityState;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.contract.command.TaskBatch;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.command.UpdateProfile;
import io.taskledger.contract.command.TaskCommand;
import org.axonframework.eventsourcing.configuration.EventSourcedEntityModule;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.commandhandling.retry.RetryingCommandBus;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.retry.AsyncRetryScheduler;
import org.axonframework.modelling.configuration.EntityModule;

/** The configuration of Axon: two declarative entities, one batch handler, and the ledger as event storage. */
public final class TaskledgerConfigurer {

    private static final MessageType REPLY = new MessageType(Reply.class);

    /** This class would ask axoniq.io for updates at each start. */
    private static final String CALLS_HOME = "org.axonframework.update.UpdateCheckerConfigurationEnhancer";

    private TaskledgerConfigurer() {}

    /** @param retries starts the retries after a conflict; closed by the caller */
    public static EventSourcingConfigurer create(Ledger<EntityState> ledger, RetryThreads retries) {
        return EventSourcingConfigurer.create()
                .registerEntity(tasks())
                .registerEntity(profiles())
                .registerCommandHandlingModule(batches())
                .registerTagResolver(configuration -> new Tags())
                .registerEventStorageEngine(configuration -> new LedgerEventStorageEngine<>(ledger, new StateFormat()))
                .messaging(messaging -> messaging
                        .registerMessageTypeResolver(configuration -> new CachedMessageTypes())
                        .registerCorrelationDataProvider(configuration -> Message::metadata))
                .componentRegistry(components -> components.disableEnhancer(CALLS_HOME))
                .componentRegistry(components -> components.registerDecorator(
                        CommandBus.class,
                        Integer.MAX_VALUE,
                        (configuration, name, bus) ->
                                new RetryingCommandBus(bus, new AsyncRetryScheduler(new ConflictRetries(), retries))));
    }

    private static EntityModule<StreamRef, TaskEntity> tasks() {
        return EventSourcedEntityModule.declarative(StreamRef.class, TaskEntity.class)
                .messagingModel((configuration, model) -> {
                    for (var command : TaskCommand.class.getPermittedSubclasses()) {
                        model.instanceCommandHandler(
                                new QualifiedName(command),
                                (message, entity, context) -> reply(TaskHandler.handle(message, entity, context)));
                    }
                    return model.entityEvolver((entity, event, context) -> entity.evolve(event))
                            .build();
                })
                .entityFactory(configuration -> (stream, event, context) -> new TaskEntity(stream, null))
                .criteriaResolver(configuration -> (stream, context) -> Tags.criteria(stream))
                .entityIdResolver(configuration -> (message, context) -> {
                    var command = (TaskCommand) message.payload();
                    return StreamRef.task(command.owner(), command.task());
                });
    }

    private static EntityModule<StreamRef, ProfileEntity> profiles() {
        return EventSourcedEntityModule.declarative(StreamRef.class, ProfileEntity.class)
                .messagingModel((configuration, model) -> model.instanceCommandHandler(
                                new QualifiedName(UpdateProfile.class),
                                (message, entity, context) -> reply(ProfileHandler.handle(message, entity, context)))
                        .entityEvolver((entity, event, context) -> entity.evolve(event))
                        .build())
                .entityFactory(configuration -> (stream, event, context) -> new ProfileEntity(stream, null))
                .criteriaResolver(configuration -> (stream, context) -> Tags.criteria(stream))
                .entityIdResolver(configuration -> (message, context) -> StreamRef.profile(((UpdateProfile) message.payload()).owner()));
    }

    private static CommandHandlingModule.CommandHandlerPhase batches() {
        return CommandHandlingModule.named("batches")
                .commandHandlers()
                .commandHandler(
                        new QualifiedName(TaskBatch.class),
                        (message, context) -> reply(TaskHandler.handleBatch(message, context)));
    }

    private static MessageStream.Single<CommandResultMessage> reply(Reply reply) {
        return MessageStream.just(new GenericCommandResultMessage(REPLY, reply));
    }
}
