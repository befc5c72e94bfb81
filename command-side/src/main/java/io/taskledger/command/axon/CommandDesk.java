package io.taskledger.command.axon;

import io.taskledger.command.ledger.Ledger;
import io.taskledger.contract.commit.Lanes;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.GenericMessage;
import org.axonframework.messaging.core.MessageTypeResolver;

/**
 * Where commands are handed in. An answer that appends nothing is given only as of a time after the command came in:
 * what is in memory may lack what another node appended, and nothing would notice. Thread-safe; blocks the calling
 * thread.
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
     * Has a command decided and, if it comes to events, stored.
     *
     * @param command a task command, a {@link TaskBatch} or an update of a profile
     * @throws ConflictException if its streams kept changing
     * @throws KeyTakenException if its idempotency key was taken meanwhile
     * @throws CommitTooLargeException if its events do not fit into a commit
     * @throws io.taskledger.command.ledger.LedgerUnavailableException if the store does not answer
     */
    public Reply send(String owner, Object command, CommandContext context) {
        var reply = dispatch(owner, command, context);
        if (reply.commit() != null || ledger.catchUp(lanes.of(owner)) <= reply.basis()) {
            return reply;
        }
        return dispatch(owner, command, context);
    }

    private Reply dispatch(String owner, Object command, CommandContext context) {
        var id = TimeOrderedIds.next().toString();
        var message = new GenericCommandMessage(
                new GenericMessage(id, types.resolveOrThrow(command.getClass()), command, context.metadata(id)),
                owner,
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
