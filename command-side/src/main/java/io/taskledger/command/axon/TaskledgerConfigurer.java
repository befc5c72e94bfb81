package io.taskledger.command.axon;

import io.taskledger.command.entity.EntityState;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.contract.command.EntityCommand;
import io.taskledger.contract.command.TaskBatch;
import io.taskledger.contract.commit.StreamRef;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.configuration.EventSourcedEntityModule;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.modelling.configuration.EntityModule;

/** The configuration of Axon: one declarative entity, one batch handler, and the ledger as event storage. */
public final class TaskledgerConfigurer {

    private static final MessageType RESULT = new MessageType(Work.class);

    /** This class would ask axoniq.io for updates at each start. */
    private static final String CALLS_HOME = "org.axonframework.update.UpdateCheckerConfigurationEnhancer";

    private TaskledgerConfigurer() {}

    public static EventSourcingConfigurer create(Ledger<EntityState> ledger) {
        var format = new StateFormat();
        return EventSourcingConfigurer.create()
                .registerEntity(entities())
                .registerCommandHandlingModule(batches())
                .registerTagResolver(configuration -> format)
                .registerEventStorageEngine(configuration -> new LedgerEventStorageEngine<>(ledger, format))
                .messaging(messaging -> messaging
                        .registerMessageTypeResolver(configuration -> new CachedTypes())
                        .registerCorrelationDataProvider(configuration -> Message::metadata))
                .componentRegistry(components -> components.disableEnhancer(CALLS_HOME));
    }

    /** Tasks and profiles; every permitted command of one of them is routed to it. */
    private static EntityModule<StreamRef, LoadedEntity> entities() {
        return EventSourcedEntityModule.declarative(StreamRef.class, LoadedEntity.class)
                .messagingModel((configuration, model) -> {
                    for (var command : leaves(EntityCommand.class)) {
                        model.instanceCommandHandler(
                                new QualifiedName(command),
                                (message, entity, context) -> result(entity.handle(message, context)));
                    }
                    return model.entityEvolver((entity, event, context) -> entity.evolve(event, context))
                            .build();
                })
                .entityFactory(configuration -> (stream, event, context) -> new LoadedEntity(stream, null))
                .criteriaResolver(configuration -> (stream, context) -> StateFormat.criteria(stream))
                .entityIdResolver(
                        configuration -> (message, context) -> message.payloadAs(EntityCommand.class).stream());
    }

    private static List<Class<?>> leaves(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses())
                        .flatMap(each -> leaves(each).stream())
                        .toList()
                : List.of(sealed);
    }

    private static CommandHandlingModule.CommandHandlerPhase batches() {
        return CommandHandlingModule.named("batches")
                .commandHandlers()
                .commandHandler(
                        new QualifiedName(TaskBatch.class),
                        (message, context) -> result(LoadedEntity.handleAll(message, context)));
    }

    private static MessageStream.Single<CommandResultMessage> result(Work work) {
        return MessageStream.just(new GenericCommandResultMessage(RESULT, work));
    }

    /**
     * Message types by class, computed once per class; Axon's own resolver searches for annotations for every message.
     */
    private static final class CachedTypes implements MessageTypeResolver {

        private static final ClassValue<Optional<MessageType>> TYPES = new ClassValue<>() {
            @Override
            protected Optional<MessageType> computeValue(Class<?> payload) {
                return Optional.of(new MessageType(payload));
            }
        };

        @Override
        public Optional<MessageType> resolve(Class<?> payload) {
            return TYPES.get(payload);
        }
    }
}
