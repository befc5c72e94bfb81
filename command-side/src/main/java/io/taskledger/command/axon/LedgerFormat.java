package io.taskledger.command.axon;

import io.taskledger.command.ledger.Append;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamRef;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Translates between Axon's messages and the ledger: how tags name an owner and a stream, and what an event looks like
 * on both sides. In production, tags name both; Axon's own test suite uses one owner for everything.
 *
 * @param <S> the state to which the ledger folds streams
 */
public interface LedgerFormat<S> {

    /**
     * The stream that the tags of a criterion name.
     *
     * @throws IllegalArgumentException if they name no owner or no stream
     */
    StreamRef stream(Set<Tag> tags);

    /** A stored event as the message that was appended. */
    EventMessage event(Commit commit, RecordedEvent event);

    /** A message that stands for all events that led to the state; null if this format has only events. */
    @Nullable
    EventMessage snapshot(S state);

    /**
     * The commit of these events.
     *
     * @throws IllegalArgumentException if they belong to several owners
     */
    CommitDraft draft(List<TaggedEventMessage<?>> events);

    /**
     * The states to which the appended events lead, as far as they are known.
     *
     * @param context of the unit of work; null if the events were appended outside of one
     */
    Append.Effect<S> effect(@Nullable ProcessingContext context);
}
