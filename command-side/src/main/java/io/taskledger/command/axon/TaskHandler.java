package io.taskledger.command.axon;

import io.taskledger.command.decision.Decision;
import io.taskledger.command.task.Task;
import io.taskledger.command.task.TaskDecider;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.task.TaskCommand;
import io.taskledger.contract.task.TaskEvent;
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
 * Lets the domain decide about tasks, on copies of their states, and publishes what it decided once all was accepted: a
 * unit of work cannot take events back.
 */
final class TaskHandler {

    private final Instant time;
    private final Reply reply;
    private final Map<TaskKey, @Nullable Task> tasks = new HashMap<>();
    private final List<StreamEvent> events = new ArrayList<>();

    private TaskHandler(CommandMessage message, ProcessingContext context) {
        time = CommandContext.time(message.metadata());
        reply = Reply.of(context);
    }

    static Reply handle(CommandMessage message, TaskEntity entity, ProcessingContext context) {
        var handler = new TaskHandler(message, context);
        handler.tasks.put(entity.key(), entity.task());
        if (handler.decide(0, (TaskCommand) message.payload())) {
            handler.publish(context);
        }
        return handler.reply;
    }

    static Reply handleBatch(CommandMessage message, ProcessingContext context) {
        var handler = new TaskHandler(message, context);
        var repository = context.component(StateManager.class).repository(TaskEntity.class, TaskKey.class);
        var commands = ((TaskBatch) message.payload()).commands();
        for (int i = 0; i < commands.size(); i++) {
            var key = key(commands.get(i));
            if (!handler.tasks.containsKey(key)) {
                var entity = repository.loadOrCreate(key, context).join().entity();
                handler.tasks.put(key, entity.task());
            }
            if (!handler.decide(i, commands.get(i))) {
                return handler.reply;
            }
        }
        handler.publish(context);
        return handler.reply;
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
                    events.add(new StreamEvent(command.owner(), StreamId.task(command.task()), task.version(), event));
                }
                tasks.put(key(command), task);
                reply.result(task.view(command.task()));
                yield true;
            }
        };
    }

    private void publish(ProcessingContext context) {
        if (!events.isEmpty()) {
            EventAppender.forContext(context).append(events);
        }
    }

    private static TaskKey key(TaskCommand command) {
        return new TaskKey(command.owner(), command.task());
    }
}
