package org.axonframework.eventsourcing.eventstore;

import io.taskledger.command.axon.LedgerFormat;
import io.taskledger.command.ledger.Append;
import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.JsonFields;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import tools.jackson.databind.json.JsonMapper;

/** Everything belongs to one owner; events with the same tags are a stream. */
final class SingleOwnerFormat implements LedgerFormat<Long> {

    private static final String OWNER = "everyone";
    private static final MessageType TYPE = new MessageType(String.class);

    @Override
    public StreamRef stream(Set<Tag> tags) {
        return new StreamRef(OWNER, id(tags));
    }

    private static StreamId id(Set<Tag> tags) {
        return new StreamId(
                tags.stream().map(tag -> tag.key() + "=" + tag.value()).sorted().collect(Collectors.joining("&")));
    }

    @Override
    public EventMessage event(Commit commit, RecordedEvent recorded) {
        var said = JsonFields.parse(recorded.data(), Set.of());
        var metadata = new HashMap<String, String>();
        said.object("metadata").values().forEach((key, value) -> metadata.put(key, String.valueOf(value)));
        return new GenericEventMessage(
                recorded.id().toString(),
                TYPE,
                said.text("text"),
                metadata,
                commit.content().time());
    }

    /** The suite asks for events. */
    @Override
    public EventMessage snapshot(Long state) {
        return null;
    }

    @Override
    public CommitDraft draft(List<TaggedEventMessage<?>> events) {
        var recorded = new ArrayList<RecordedEvent>();
        for (var tagged : events) {
            var said = Map.of(
                    "text", tagged.event().payload(), "metadata", tagged.event().metadata());
            recorded.add(new RecordedEvent(
                    UUID.fromString(tagged.event().identifier()),
                    "said",
                    1,
                    id(tagged.tags()),
                    1,
                    JsonMapper.shared().writeValueAsBytes(said)));
        }
        var first = events.getFirst().event();
        return new CommitDraft(
                UUID.randomUUID(),
                OWNER,
                first.timestamp(),
                new Cause(OWNER, "suite", UUID.randomUUID().toString(), null),
                null,
                recorded);
    }

    @Override
    public Append.Effect<Long> effect(ProcessingContext context) {
        return time -> Map.of();
    }
}
