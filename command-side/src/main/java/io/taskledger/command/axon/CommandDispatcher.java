package io.taskledger.command.axon;

import io.taskledger.command.ledger.Ledger;
import io.taskledger.command.request.CommandRequest;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.TimeOrderedIds;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.GenericMessage;
import org.axonframework.messaging.core.MessageTypeResolver;

/**
 * Dispatches commands. A result that appends nothing is returned only after the lane was read again after the command
 * arrived: the state in memory may lack commits of other nodes, and no guard would notice this. Thread-safe; blocks the
 * calling thread.
 */
public final class CommandDispatcher {

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
     * @param time of its events
     * @throws io.taskledger.node.log.LedgerUnavailableException if MongoDB does not respond
     */
    public Outcome dispatch(CommandRequest request, Instant time) {
        request.command().newStreams().forEach(ledger::begin);
        var outcome = attempt(request, time);
        return switch (outcome) {
            case Outcome.Unchanged(var _, var basis) when isOutdated(request, basis) -> attempt(request, time);
            case Outcome.Rejected(var _, var _, var basis) when isOutdated(request, basis) -> attempt(request, time);
            case Outcome other -> other;
        };
    }

    private boolean isOutdated(CommandRequest request, long basis) {
        return ledger.catchUp(lanes.of(request.owner())) > basis;
    }

    private Outcome attempt(CommandRequest request, Instant time) {
        var id = TimeOrderedIds.next().toString();
        var command = request.command();
        var message = new GenericCommandMessage(
                new GenericMessage(
                        id, types.resolveOrThrow(command.getClass()), command, CommandMetadata.of(request, time, id)),
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
        if (ConflictRetries.isConflict(failure)) {
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
}
