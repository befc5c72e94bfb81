package io.taskledger.command.axon;

import java.util.Optional;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;

/** Message types by class, computed once per class; Axon's own resolver searches for annotations for every message. */
final class CachedMessageTypes implements MessageTypeResolver {

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
