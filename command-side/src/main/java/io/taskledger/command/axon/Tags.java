package io.taskledger.command.axon;

import io.taskledger.contract.commit.StreamId;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

/** The tags by which events and criteria name owner and stream. */
final class Tags implements TagResolver {

    private static final String OWNER = "owner";
    private static final String STREAM = "stream";

    static EventCriteria criteria(String owner, StreamId stream) {
        return EventCriteria.havingTags(Tag.of(OWNER, owner), Tag.of(STREAM, stream.name()));
    }

    @Override
    public Set<Tag> resolve(EventMessage event) {
        return event.payload() instanceof StreamEvent payload
                ? Set.of(
                        Tag.of(OWNER, payload.owner()),
                        Tag.of(STREAM, payload.stream().name()))
                : Set.of();
    }

    /** The stream of these tags. */
    static Address address(Set<Tag> tags) {
        String owner = null;
        String stream = null;
        for (var tag : tags) {
            switch (tag.key()) {
                case OWNER -> owner = tag.value();
                case STREAM -> stream = tag.value();
                default -> throw new IllegalArgumentException("Unknown tag " + tag.key());
            }
        }
        if (owner == null || stream == null) {
            throw new IllegalArgumentException("Events and criteria name one owner and one stream");
        }
        return new Address(owner, new StreamId(stream));
    }

    /** One stream of one owner. */
    record Address(String owner, StreamId stream) {}
}
