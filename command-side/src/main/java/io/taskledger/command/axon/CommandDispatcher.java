package io.taskledger.command.axon;

import io.taskledger.command.ledger.Ledger;
import io.taskledger.command.request.CommandRequest;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.commit.Idempotency;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.TimeOrderedIds;
import io.taskledger.node.log.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.GenericMessage;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches commands. A result that appends nothing is returned only after the lane was read again after the command
 * arrived: the state in memory may lack commits of other nodes, and no guard would notice this. Thread-safe; blocks the
 * calling thread.
 */
public final class CommandDispatcher {

    /**
     * Commands for one task at the same time: usually each conflict means that another one of them was stored, so this
     * many are all carried out.
     */
    private static final int MAX_RETRIES = 200;

    private static final int MAX_WAIT_MILLIS_LOG2 = 6; // 64 ms; all waits together six seconds on average
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final CommandBus bus;
    private final MessageTypeResolver types;
    private final Ledger<?> ledger;
    private final Lanes lanes;

    public CommandDispatcher(CommandBus bus, MessageTypeResolver types, Ledger<?> ledger, Lanes lanes) {
        this.bus = bus;
        this.types = types;
        this.ledger = ledger;
        this.lanes = lanes;
    }

    /**
     * Decides a command and stores its events, if any.
     *
     * @param idempotency how a retry is recognised; null if the request has no key
     * @param time of its events
     * @throws io.taskledger.node.log.LedgerUnavailableException if MongoDB does not respond
     */
    public Outcome dispatch(CommandRequest request, @Nullable Idempotency idempotency, Instant time) {
        request.command().newStreams().forEach(ledger::begin);
        Supplier<Outcome> decide = () -> withRetries(request, idempotency, time);
        var outcome = decide.get();
        return switch (outcome) {
            case Outcome.Unchanged(var _, var basis) when isOutdated(request, basis) -> decide.get();
            case Outcome.Rejected(var _, var _, var basis) when isOutdated(request, basis) -> decide.get();
            case Outcome other -> other;
        };
    }

    /**
     * Decides again if a stream that was read had changed when the commit was appended: at once the first time, then
     * after a random part of a time that doubles, so that concurrent commands for one task spread out (AWS Builders'
     * Library, "Timeouts, retries and backoff with jitter"). Axon's scheduler would retry on other threads, without the
     * deadline of the command.
     */
    private Outcome withRetries(CommandRequest request, @Nullable Idempotency idempotency, Instant time) {
        long deadline = Deadline.of(TIMEOUT);
        for (int retries = 0; ; retries++) {
            var outcome = attempt(request, idempotency, time);
            if (!(outcome instanceof Outcome.Conflict) || retries == MAX_RETRIES || Deadline.isPast(deadline)) {
                return outcome;
            }
            LockSupport.parkNanos(waitNanos(retries));
        }
    }

    private static long waitNanos(int retries) {
        return ThreadLocalRandom.current().nextLong(1_000_000L << Math.min(retries, MAX_WAIT_MILLIS_LOG2));
    }

    private boolean isOutdated(CommandRequest request, long basis) {
        return ledger.catchUp(lanes.of(request.owner())) > basis;
    }

    private Outcome attempt(CommandRequest request, @Nullable Idempotency idempotency, Instant time) {
        var id = TimeOrderedIds.next().toString();
        var command = request.command();
        var message = new GenericCommandMessage(
                new GenericMessage(
                        id,
                        types.resolveOrThrow(command.getClass()),
                        command,
                        CommandMetadata.of(request, idempotency, time, id)),
                request.owner(),
                null);
        try {
            return bus.dispatch(message, null).join().payloadAs(Work.class).outcome();
        } catch (CompletionException e) {
            return outcome(e);
        }
    }

    /** @throws RuntimeException the failure itself, if it is not an outcome */
    private static Outcome outcome(CompletionException failure) {
        if (isConflict(failure)) {
            return new Outcome.Conflict();
        }
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case LedgerEventStorageEngine.NotAppended refused -> refused.outcome();
            case RuntimeException other -> throw other;
            default -> throw failure;
        };
    }

    private static boolean isConflict(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AppendEventsTransactionRejectedException) {
                return true;
            }
        }
        return false;
    }
}
