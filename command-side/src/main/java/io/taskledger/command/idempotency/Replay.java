package io.taskledger.command.idempotency;

import static java.util.Objects.requireNonNull;

import io.taskledger.command.entity.CommandDecider;
import io.taskledger.command.entity.CommandDecision;
import io.taskledger.command.entity.Entity;
import io.taskledger.command.entity.EntityFold;
import io.taskledger.command.entity.EntityState;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.command.Command;
import io.taskledger.contract.command.EntityCommand;
import io.taskledger.contract.command.TaskBatch;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.event.EventType;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Finds the outcome of an earlier request again, from the events up to its commit, because the ledger stores no
 * responses. It costs as much as reading the events of the affected tasks, and only a retry pays it. Thread-safe.
 */
public final class Replay {

    private final Ledger<?> ledger;

    public Replay(Ledger<?> ledger) {
        this.ledger = ledger;
    }

    /**
     * The outcome of the original request.
     *
     * @param command the command of the retry, equal to the original one
     * @throws io.taskledger.node.log.LedgerUnavailableException if MongoDB does not respond
     */
    public Outcome.Stored of(Commit original, Command command) {
        ledger.catchUp(original.lane()); // a look-up by key may find a commit that this node has not read yet
        return new Outcome.Stored(
                switch (command) {
                    case EntityCommand _ -> after(original, List.of(original.content().events().getFirst().stream()));
                    case TaskBatch batch -> decidedAgain(original, withOriginalIds(batch, original));
                },
                original);
    }

    /** Decides again on the states before the commit, to get the task after each command. */
    private List<Entity> decidedAgain(Commit original, List<TaskCommand> commands) {
        var streams =
                commands.stream().map(command -> command.stream().stream()).toList();
        var states = states(original, Set.copyOf(streams), original.position() - 1);
        var decision = CommandDecider.decide(
                new TaskBatch(commands), original.content().time(), stream -> states.get(stream.stream()));
        return switch (decision) {
            case CommandDecision.Accepted accepted -> accepted.results();
            // The rules have changed since; the states after the commit are still right.
            case CommandDecision.Rejected _ -> after(original, streams);
        };
    }

    /** The server may have made the ids, and others for the retry. */
    private static List<TaskCommand> withOriginalIds(TaskBatch batch, Commit original) {
        var created = created(original);
        return batch.commands().stream()
                .map(command -> command instanceof CreateTask create
                        ? new CreateTask(create.owner(), created.next(), create.details())
                        : command)
                .toList();
    }

    private static Iterator<UUID> created(Commit original) {
        return original.content().events().stream()
                .filter(event -> event.type().equals(EventType.TASK_CREATED.wireName()))
                .map(event -> event.stream().task())
                .iterator();
    }

    /** The entities of the streams after the commit. */
    private List<Entity> after(Commit original, List<StreamId> streams) {
        var states = states(original, Set.copyOf(streams), original.position());
        return streams.stream()
                .map(stream -> new Entity(
                        new StreamRef(original.content().owner(), stream), requireNonNull(states.get(stream))))
                .toList();
    }

    /** The states of the streams at a position. */
    private Map<StreamId, EntityState> states(Commit original, Set<StreamId> streams, long upTo) {
        var states = new HashMap<StreamId, EntityState>();
        ledger.source(original.content().owner(), streams, commit -> {
            if (commit.position() <= upTo) {
                commit.content().events().stream()
                        .filter(event -> streams.contains(event.stream()))
                        .forEach(event -> states.compute(
                                event.stream(), (stream, state) -> EntityFold.fold(state, commit, event)));
            }
        });
        return states;
    }
}
