package io.taskledger.command.axon;

import io.taskledger.command.decision.Decision;
import io.taskledger.command.entity.Task;
import io.taskledger.command.entity.TaskDecider;
import io.taskledger.contract.command.TaskBatch;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.event.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets the domain decide task commands on copies of their states, and publishes the events once all commands are
 * accepted, because a unit of work cannot take events back.
 */
final class TaskHandler {

    private final Instant time;
    private final Reply reply;
    private final Map<StreamRef, @Nullable Task> tasks = new HashMap<>();
    private final Map<StreamRef, @Nullable Task> before = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<StreamEvent> events = new ArrayList<>();

    /** The events of one command. */
    private record Step(StreamRef key, List<TaskEvent> events) {}

    private TaskHandler(CommandMessage message, ProcessingContext context) {
        time = CommandContext.time(message.metadata());
        reply = Reply.of(context);
    }

    static Reply handle(CommandMessage message, TaskEntity entity, ProcessingContext context) {
        var handler = new TaskHandler(message, context);
        handler.begin(entity.stream(), entity.task());
        if (handler.decide(0, (TaskCommand) message.payload())) {
            handler.publish(context);
        }
        return handler.reply;
    }

    static Reply handleBatch(CommandMessage message, ProcessingContext context) {
        var handler = new TaskHandler(message, context);
        var repository = context.component(StateManager.class).repository(TaskEntity.class, StreamRef.class);
        var commands = ((TaskBatch) message.payload()).commands();
        for (int i = 0; i < commands.size(); i++) {
            var key = key(commands.get(i));
            if (!handler.tasks.containsKey(key)) {
                var entity = repository.loadOrCreate(key, context).join().entity();
                handler.begin(key, entity.task());
            }
            if (!handler.decide(i, commands.get(i))) {
                return handler.reply;
            }
        }
        handler.publish(context);
        return handler.reply;
    }

    private void begin(StreamRef key, @Nullable Task task) {
        tasks.put(key, task);
        before.put(key, task);
    }

    private List<Object> views(Instant at) {
        var states = new HashMap<>(before);
        var views = new ArrayList<>();
        for (var step : steps) {
            var task = states.get(step.key());
            for (var event : step.events()) {
                task = Task.evolve(task, event, at);
            }
            states.put(step.key(), task);
            views.add(task.view(step.key().stream().task()));
        }
        return views;
    }

    private boolean decide(int index, TaskCommand command) {
        var task = tasks.get(key(command));
        return switch (TaskDecider.decide(task, command)) {
            case Decision.Rejected<TaskEvent>(var why) -> {
                reply.rejected(index, why);
                yield false;
            }
            case Decision.Accepted<TaskEvent>(var decided) -> {
                for (var event : decided) {
                    task = Task.evolve(task, event, time);
                    events.add(new StreamEvent(key(command), task.version(), event));
                }
                tasks.put(key(command), task);
                steps.add(new Step(key(command), decided));
                reply.result(task.view(command.task()));
                yield true;
            }
        };
    }

    private void publish(ProcessingContext context) {
        if (!events.isEmpty()) {
            reply.renders(time, this::views);
            EventAppender.forContext(context).append(events);
        }
    }

    private static StreamRef key(TaskCommand command) {
        return StreamRef.task(command.owner(), command.task());
    }
}
