package io.taskledger.command.entity;

import io.taskledger.command.decision.Decision;
import io.taskledger.contract.command.Command;
import io.taskledger.contract.command.EntityCommand;
import io.taskledger.contract.command.TaskBatch;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.UpdateProfile;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides whole commands. The commands of a batch are decided in order, each on the states after the ones before it.
 */
public final class CommandDecider {

    private final Instant time;
    private final Function<StreamRef, @Nullable EntityState> source;
    private final Map<StreamRef, @Nullable EntityState> before = new HashMap<>();
    private final Map<StreamRef, @Nullable EntityState> states = new HashMap<>();

    private CommandDecider(Instant time, Function<StreamRef, @Nullable EntityState> source) {
        this.time = time;
        this.source = source;
    }

    /**
     * @param time of the events
     * @param source the state of a stream, null if it has no events; called once for each stream
     */
    public static CommandDecision decide(
            Command command, Instant time, Function<StreamRef, @Nullable EntityState> source) {
        var decider = new CommandDecider(time, source);
        return switch (command) {
            case EntityCommand single -> decider.decide(List.of(single));
            case TaskBatch batch -> decider.decide(batch.commands());
        };
    }

    private CommandDecision decide(List<? extends EntityCommand> commands) {
        var steps = new ArrayList<CommandDecision.Step>(commands.size());
        for (var command : commands) {
            var stream = command.stream();
            var state = state(stream);
            switch (decide(state, command)) {
                case Decision.Rejected(var why) -> {
                    return new CommandDecision.Rejected(steps.size(), why);
                }
                case Decision.Accepted(var events) -> {
                    var step = CommandDecision.Step.of(stream, state, events, time);
                    states.put(stream, step.after());
                    steps.add(step);
                }
            }
        }
        return new CommandDecision.Accepted(time, before, steps);
    }

    private @Nullable EntityState state(StreamRef stream) {
        if (!states.containsKey(stream)) {
            var state = source.apply(stream);
            before.put(stream, state);
            states.put(stream, state);
        }
        return states.get(stream);
    }

    private static Decision<? extends Event> decide(@Nullable EntityState state, EntityCommand command) {
        return switch (command) {
            case TaskCommand change -> TaskDecider.decide(Task.of(state), change);
            case UpdateProfile update -> Profile.decide(Profile.of(state), update);
        };
    }
}
