package org.axonframework.eventsourcing.eventstore;

import io.taskledger.command.axon.LedgerFormat;
import io.taskledger.command.ledger.Append;
import io.taskledger.command.ledger.Fold;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.JsonFields;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import tools.jackson.databind.json.JsonMapper;

/** Everything belongs to one owner; events with the same tags are a stream, which is sourced event by event. */
final class SingleOwnerFormat implements LedgerFormat<List<EventMessage>> {

    private static final String OWNER = "everyone";

    @Override
    public long source(Ledger<List<EventMessage>> ledger, EventCriteria criteria, List<EventMessage> into) {
        long basis = Long.MAX_VALUE;
        for (var stream : streams(criteria)) {
            var known = ledger.state(OWNER, stream);
            if (known.state() != null) {
                into.addAll(known.state());
            }
            basis = Math.min(basis, known.basis());
        }
        return basis;
    }

    @Override
    public Set<StreamId> streams(EventCriteria criteria) {
        var streams = new LinkedHashSet<StreamId>();
        criteria.flatten().forEach(criterion -> streams.add(stream(criterion.tags())));
        return streams;
    }

    private static StreamId stream(Set<Tag> tags) {
        return new StreamId(
                tags.stream().map(tag -> tag.key() + "=" + tag.value()).sorted().collect(Collectors.joining("&")));
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
                    stream(tagged.tags()),
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
    public Append.Effect<List<EventMessage>> effect(ProcessingContext context) {
        return time -> Map.of();
    }

    /** Keeps all events of a stream. */
    static final class EventsFold implements Fold<List<EventMessage>> {

        private static final MessageType TYPE = new MessageType(String.class);

        @Override
        public List<EventMessage> fold(List<EventMessage> events, Commit commit, RecordedEvent recorded) {
            var all = new ArrayList<EventMessage>(events == null ? List.of() : events);
            var said = JsonFields.parse(recorded.data(), Set.of());
            var metadata = new HashMap<String, String>();
            said.object("metadata").values().forEach((key, value) -> metadata.put(key, String.valueOf(value)));
            all.add(new GenericEventMessage(
                    recorded.id().toString(),
                    TYPE,
                    said.text("text"),
                    metadata,
                    commit.content().time()));
            return List.copyOf(all);
        }
    }
}
