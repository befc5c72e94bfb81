package io.taskledger.command.axon;

import io.taskledger.command.entity.EntityState;
import io.taskledger.command.entity.StreamEvent;
import io.taskledger.command.ledger.Append;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.commit.TimeOrderedIds;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.contract.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The format in production: owner and stream are tags, and the state that the ledger has in memory stands for the
 * events that led to it. So a command costs the same for a task with two events and with two thousand.
 */
public final class StateFormat implements LedgerFormat<EntityState>, TagResolver {

    private static final String OWNER = "owner";
    private static final String STREAM = "stream";

    private static final MessageType STATE = new MessageType(EntityState.class);
    private static final MessageType EVENT = new MessageType(StreamEvent.class);
    private static final EventCodec CODEC = EventCodec.standard();

    @Override
    public EventMessage event(Commit commit, RecordedEvent event) {
        var payload = new StreamEvent(
                new StreamRef(commit.content().owner(), event.stream()), event.streamVersion(), CODEC.read(event));
        return new GenericEventMessage(
                event.id().toString(),
                EVENT,
                payload,
                CommandMetadata.of(commit.content()),
                commit.content().time());
    }

    @Override
    public EventMessage snapshot(EntityState state) {
        return new GenericEventMessage(STATE, state);
    }

    @Override
    public CommitDraft draft(List<TaggedEventMessage<?>> events) {
        var metadata = events.getFirst().event().metadata();
        var owner = payload(events.getFirst()).stream().owner();
        var recorded = new ArrayList<RecordedEvent>(events.size());
        for (var tagged : events) {
            if (!payload(tagged).stream().owner().equals(owner)) {
                throw new IllegalArgumentException("A commit belongs to one owner");
            }
            recorded.add(recorded(tagged));
        }
        return new CommitDraft(
                TimeOrderedIds.next(),
                owner,
                CommandMetadata.time(metadata),
                CommandMetadata.cause(metadata),
                CommandMetadata.idempotency(metadata),
                recorded);
    }

    @Override
    public Append.Effect<EntityState> effect(@Nullable ProcessingContext context) {
        return context == null ? time -> Map.of() : Work.of(context)::statesAt;
    }

    static EventCriteria criteria(StreamRef stream) {
        return EventCriteria.havingTags(tags(stream));
    }

    @Override
    public Set<Tag> resolve(EventMessage event) {
        return event.payload() instanceof StreamEvent payload ? tags(payload.stream()) : Set.of();
    }

    private static Set<Tag> tags(StreamRef stream) {
        return Set.of(
                Tag.of(OWNER, stream.owner()), Tag.of(STREAM, stream.stream().name()));
    }

    @Override
    public StreamRef stream(Set<Tag> tags) {
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

    private static RecordedEvent recorded(TaggedEventMessage<?> tagged) {
        var payload = payload(tagged);
        var type = EventType.of(payload.event());
        return new RecordedEvent(
                UUID.fromString(tagged.event().identifier()),
                type.wireName(),
                type.version(),
                payload.stream().stream(),
                payload.version(),
                EventCodec.data(payload.event()));
    }

    private static StreamEvent payload(TaggedEventMessage<?> tagged) {
        return tagged.event().payloadAs(StreamEvent.class);
    }
}
