package io.taskledger.command.axon;

import io.taskledger.command.entity.Task;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.event.TaskEvent;
import java.time.Instant;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * A task while Axon handles a command.
 *
 * @param task null if it does not exist
 */
public record TaskEntity(StreamRef stream, @Nullable Task task) {

    /**
     * Applies a state that the ledger has folded, or one more event. Axon shows an entity every event of its unit of
     * work, including those of other tasks of a batch; these are ignored.
     */
    TaskEntity evolve(EventMessage message) {
        return switch (message.payload()) {
            case KnownState(var state) -> new TaskEntity(stream, Task.of(state));
            case StreamEvent event
            when event.stream().equals(stream) ->
                new TaskEntity(stream, Task.evolve(task, (TaskEvent) event.event(), time(message)));
            default -> this;
        };
    }

    private static Instant time(EventMessage message) {
        return CommandContext.time(message.metadata());
    }
}
