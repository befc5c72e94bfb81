package io.taskledger.command.axon;

import io.taskledger.command.ledger.Ledger;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.StreamId;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/**
 * How Axon's events and criteria are said in the ledger's terms: whose they are, which streams they mean, what is
 * sourced. Production names owner and stream by tags; Axon's own test suite puts everything under one owner.
 *
 * @param <S> what the ledger folds streams to
 */
public interface LedgerFormat<S> {

    /**
     * Sources what the criteria mean.
     *
     * @param into gets the messages, in order
     * @return the position as of which they are complete
     * @throws IllegalArgumentException if the criteria name no owner, or several
     */
    long source(Ledger<S> ledger, EventCriteria criteria, List<EventMessage> into);

    /** The streams that the criteria mean. */
    Set<StreamId> streams(EventCriteria criteria);

    /**
     * The one commit that carries these events.
     *
     * @throws IllegalArgumentException if they belong to several owners
     */
    CommitDraft draft(List<TaggedEventMessage<?>> events);
}
