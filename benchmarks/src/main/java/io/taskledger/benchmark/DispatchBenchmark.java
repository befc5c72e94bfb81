package io.taskledger.benchmark;

import io.taskledger.command.axon.CommandDispatcher;
import io.taskledger.command.axon.TaskledgerConfigurer;
import io.taskledger.command.decision.Decision;
import io.taskledger.command.entity.Task;
import io.taskledger.command.entity.TaskDecider;
import io.taskledger.command.request.CommandRequest;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.command.TaskCommand.EditTask;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.edge.trace.RequestTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A command from the dispatcher through Axon to a ledger that costs nothing, beside the decider alone. One thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DispatchBenchmark {

    private static final int TASKS = 1_000;
    private static final String OWNER = "alice";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final List<TaskCommand> edits = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private AxonConfiguration axon;
    private CommandDispatcher dispatcher;
    private int next;

    @Setup
    public void start() {
        var ledger = new MemoryLedger();
        axon = TaskledgerConfigurer.create(ledger).build();
        axon.start();
        dispatcher = new CommandDispatcher(
                axon.getComponent(CommandBus.class),
                axon.getComponent(MessageTypeResolver.class),
                ledger,
                new Lanes(16));
        for (int i = 0; i < TASKS; i++) {
            var id = new UUID(7, i);
            dispatcher.dispatch(request(new CreateTask(OWNER, id, Commits.details())), null, NOW);
            tasks.add(Task.evolve(null, new TaskEvent.TaskCreated(Commits.details()), NOW));
        }
        for (var title : List.of("Buy oat milk", "Buy milk")) { // so that each edit changes something
            for (int i = 0; i < TASKS; i++) {
                edits.add(new EditTask(
                        OWNER, new UUID(7, i), Precondition.none(), new DetailsEdit(title, null, null, null, null)));
            }
        }
    }

    @TearDown
    public void stop() {
        axon.shutdown();
    }

    @Benchmark
    public Outcome.Stored dispatch() {
        if (!(dispatcher.dispatch(request(edits.get(turn())), null, NOW) instanceof Outcome.Stored stored)) {
            throw new IllegalStateException("The edit changed nothing");
        }
        return stored;
    }

    private static CommandRequest request(TaskCommand command) {
        return new CommandRequest(command, OWNER, null, RequestTrace.untraced("correlation"), false);
    }

    @Benchmark
    public Task decider() {
        int turn = turn();
        var task = tasks.get(turn % TASKS);
        if (!(TaskDecider.decide(task, edits.get(turn)) instanceof Decision.Accepted<TaskEvent>(var events))) {
            throw new IllegalStateException("The edit was refused");
        }
        for (var event : events) {
            task = Task.evolve(task, event, NOW);
        }
        tasks.set(turn % TASKS, task);
        return task;
    }

    private int turn() {
        int turn = next;
        next = turn + 1 == edits.size() ? 0 : turn + 1;
        return turn;
    }
}
