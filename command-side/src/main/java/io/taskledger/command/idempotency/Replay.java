package io.taskledger.command.idempotency;

import io.taskledger.command.entity.EntityFold;
import io.taskledger.command.entity.EntityState;
import io.taskledger.contract.command.Command;
import io.taskledger.contract.command.TaskBatch;
import io.taskledger.command.decision.Decision;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.command.entity.Profile;
import io.taskledger.command.entity.Task;
import io.taskledger.command.entity.TaskDecider;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.EventType;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.event.TaskEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Renders the result of an earlier request again, from the events up to its commit, because the ledger stores no
 * responses. It costs as much as reading the events of the affected tasks, and only a retry pays it. Thread-safe.
 */
public final class Replay {

    private final Ledger<?> ledger;

    public Replay(Ledger<?> ledger) {
        this.ledger = ledger;
    }

    /**
     * The views in the response to the original request, one for each command.
     *
     * @param command the command of the retry, equal to the original one
     * @throws io.taskledger.command.ledger.LedgerUnavailableException if MongoDB does not respond
     */
    public List<Object> results(Commit original, Command command) {
        ledger.catchUp(original.lane()); // a look-up by key may find a commit that this node has not read yet
        var owner = original.content().owner();
        if (command instanceof TaskBatch batch) {
            return walk(batch, original);
        }
        var stream = original.content().events().getFirst().stream();
        return List.of(view(
                owner,
                stream,
                states(owner, Set.of(stream), original.position()).get(stream)));
    }

    /** Decides again on the states before the commit, to get the task after each command. */
    private List<Object> walk(TaskBatch batch, Commit original) {
        var created = created(original);
        var commands = batch.commands().stream()
                .map(command -> command instanceof CreateTask create
                        ? new CreateTask(
                                create.owner(), created.next(), create.details()) // the server may have made the id
                        : command)
                .toList();
        var streams =
                commands.stream().map(command -> StreamId.task(command.task())).collect(Collectors.toSet());
        var states = states(original.content().owner(), streams, original.position() - 1);
        var views = new ArrayList<>();
        for (TaskCommand command : commands) {
            var stream = StreamId.task(command.task());
            if (TaskDecider.decide(Task.of(states.get(stream)), command)
                    instanceof Decision.Accepted<TaskEvent>(var events)) {
                for (var event : events) {
                    states.put(
                            stream,
                            Task.evolve(
                                    Task.of(states.get(stream)),
                                    event,
                                    original.content().time()));
                }
            }
            views.add(view(command.owner(), stream, states.get(stream)));
        }
        return views;
    }

    private static Iterator<UUID> created(Commit original) {
        return original.content().events().stream()
                .filter(event -> event.type().equals(EventType.TASK_CREATED.wireName()))
                .map(event -> event.stream().task())
                .iterator();
    }

    /** The states of the streams at a position. */
    private Map<StreamId, EntityState> states(String owner, Set<StreamId> streams, long upTo) {
        var states = new HashMap<StreamId, EntityState>();
        ledger.source(owner, streams, commit -> {
            if (commit.position() <= upTo) {
                commit.content().events().stream()
                        .filter(event -> streams.contains(event.stream()))
                        .forEach(event ->
                                states.compute(event.stream(), (stream, state) -> EntityFold.fold(state, commit, event)));
            }
        });
        return states;
    }

    private static Object view(String owner, StreamId stream, EntityState state) {
        return switch (state) {
            case Task task -> task.view(stream.task());
            case Profile profile -> profile.view(owner);
        };
    }
}
