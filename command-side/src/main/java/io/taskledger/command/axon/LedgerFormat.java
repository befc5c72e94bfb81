package io.taskledger.command.axon;

import io.taskledger.command.ledger.Append;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.StreamId;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.jspecify.annotations.Nullable;

/**
 * Translates Axon's events and criteria to the ledger: owner, streams, and what is sourced. In production, tags name
 * owner and stream; Axon's own test suite uses one owner for everything.
 *
 * @param <S> the state to which the ledger folds streams
 */
public interface LedgerFormat<S> {

    /**
     * Sources the streams of the criteria.
     *
     * @param into gets the messages, in order
     * @return the position as of which they are complete
     * @throws IllegalArgumentException if the criteria name no owner, or several
     */
    long source(Ledger<S> ledger, EventCriteria criteria, List<EventMessage> into);

    /** The streams of the criteria. */
    Set<StreamId> streams(EventCriteria criteria);

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
