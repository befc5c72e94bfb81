package io.taskledger.command.axon;

import io.taskledger.command.ledger.Append;
import io.taskledger.command.ledger.Appended;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.StreamRef;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EmptyAppendTransaction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as Axon's event storage. Appending makes one commit of all events of a unit of work. To follow the log,
 * use Kafka. The format decides which owner a stream has. Thread-safe.
 */
public final class LedgerEventStorageEngine<S> implements EventStorageEngine {

    private static final String NOT_HERE = "The command side does not stream events: read the Kafka topic";

    private final Ledger<S> ledger;
    private final LedgerFormat<S> format;

    public LedgerEventStorageEngine(Ledger<S> ledger, LedgerFormat<S> format) {
        this.ledger = ledger;
        this.format = format;
    }

    @Override
    public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
        var sourced = new SourcedEvents<>(ledger, format, streams(condition.criteria()));
        if (context == null) {
            return sourced.stream();
        }
        Work.of(context).reads(sourced);
        context.doFinally(ended -> sourced.close());
        return sourced.stream();
    }

    /** @throws IllegalArgumentException if a criterion names no owner or no stream */
    private Set<StreamRef> streams(EventCriteria criteria) {
        var streams = new LinkedHashSet<StreamRef>();
        criteria.flatten().forEach(criterion -> streams.add(format.stream(criterion.tags())));
        return streams;
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
        return CompletableFuture.completedFuture(
                events.isEmpty()
                        ? EmptyAppendTransaction.INSTANCE
                        : new Transaction(append(condition, context, events)));
    }

    /** Without criteria the append has no guard: it takes the next free position. */
    private Append<S> append(
            AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
        var draft = format.draft(events);
        return condition.criteria().hasCriteria() && !ConsistencyMarker.INFINITY.equals(condition.consistencyMarker())
                ? new Append<>(
                        draft,
                        streams(condition.criteria()).stream()
                                .map(StreamRef::stream)
                                .collect(Collectors.toUnmodifiableSet()),
                        PositionMarker.basis(condition),
                        format.effect(context))
                : new Append<>(draft, Set.of(), -1);
    }

    /** Fails a unit of work whose events the ledger did not take, for a reason that no retry changes. */
    static final class NotAppended extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Outcome outcome;

        private NotAppended(Outcome outcome) {
            super(outcome.toString(), null, false, false);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }

    private final class Transaction implements AppendTransaction<Commit> {

        private final Append<S> append;

        Transaction(Append<S> append) {
            this.append = append;
        }

        @Override
        public CompletableFuture<Commit> commit(@Nullable ProcessingContext context) {
            return ledger.append(append).thenApply(outcome -> {
                var commit = stored(outcome);
                if (context != null) {
                    Work.of(context).stored(commit);
                }
                return commit;
            });
        }

        private static Commit stored(Appended outcome) {
            return switch (outcome) {
                case Appended.Stored(var commit) -> commit;
                case Appended.Conflicted(var stream, var position) ->
                    throw new AppendEventsTransactionRejectedException(stream + " changed at position " + position);
                case Appended.KeyTaken(var original) -> throw new NotAppended(new Outcome.KeyTaken(original));
                case Appended.TooLarge _ -> throw new NotAppended(new Outcome.TooLarge());
            };
        }

        @Override
        public CompletableFuture<ConsistencyMarker> afterCommit(Commit commit, @Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(new PositionMarker(commit.position()));
        }

        /** Nothing was sent yet. */
        @Override
        public void rollback(@Nullable ProcessingContext context) {}
    }

    @Override
    public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
        return MessageStream.failed(new UnsupportedOperationException(NOT_HERE));
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException(NOT_HERE));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException(NOT_HERE));
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException(NOT_HERE));
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("ledger", ledger);
        descriptor.describeProperty("format", format);
    }
}
