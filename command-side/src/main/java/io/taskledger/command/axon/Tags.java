package io.taskledger.command.axon;

import io.taskledger.command.entity.StreamEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

/** The tags by which events and criteria name owner and stream. */
final class Tags implements TagResolver {

    private static final String OWNER = "owner";
    private static final String STREAM = "stream";

    static EventCriteria criteria(StreamRef stream) {
        return EventCriteria.havingTags(
                Tag.of(OWNER, stream.owner()), Tag.of(STREAM, stream.stream().name()));
    }

    @Override
    public Set<Tag> resolve(EventMessage event) {
        return event.payload() instanceof StreamEvent payload
                ? Set.of(
                        Tag.of(OWNER, payload.stream().owner()),
                        Tag.of(STREAM, payload.stream().stream().name()))
                : Set.of();
    }

    /** The stream of these tags. */
    static StreamRef stream(Set<Tag> tags) {
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
        return new StreamRef(owner, new StreamId(stream));
    }
}
