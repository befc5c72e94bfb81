package io.taskledger.command.axon;

import io.taskledger.command.ledger.Ledger;
import io.taskledger.contract.command.Command;
import io.taskledger.contract.commit.Lanes;
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
public final class CommandDesk {

    private final CommandBus bus;
    private final MessageTypeResolver types;
    private final Ledger<?> ledger;
    private final Lanes lanes;

    public CommandDesk(CommandBus bus, MessageTypeResolver types, Ledger<?> ledger, Lanes lanes) {
        this.bus = bus;
        this.types = types;
        this.ledger = ledger;
        this.lanes = lanes;
    }

    /**
     * Decides a command and stores its events, if any.
     *
     * @throws ConflictException if its streams kept changing
     * @throws KeyTakenException if its idempotency key was taken in the meantime
     * @throws CommitTooLargeException if its events do not fit into a commit
     * @throws io.taskledger.command.ledger.LedgerUnavailableException if MongoDB does not respond
     */
    public Reply send(Command command, CommandContext context) {
        var reply = dispatch(command, context);
        if (reply.commit() != null || ledger.catchUp(lanes.of(command.owner())) <= reply.basis()) {
            return reply;
        }
        return dispatch(command, context);
    }

    private Reply dispatch(Command command, CommandContext context) {
        var id = TimeOrderedIds.next().toString();
        var message = new GenericCommandMessage(
                new GenericMessage(id, types.resolveOrThrow(command.getClass()), command, context.metadata(id)),
                command.owner(),
                null);
        try {
            return (Reply) bus.dispatch(message, null).join().payload();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(CompletionException failure) {
        if (ConflictRetries.isConflict(failure)) {
            return new ConflictException();
        }
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException known ? known : failure;
    }
}
