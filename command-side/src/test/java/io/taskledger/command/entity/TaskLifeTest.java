package io.taskledger.command.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.decision.Decision;
import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CompleteTask;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.command.TaskCommand.DeleteTask;
import io.taskledger.contract.command.TaskCommand.EditTask;
import io.taskledger.contract.command.TaskCommand.MoveTask;
import io.taskledger.contract.command.TaskCommand.ReopenTask;
import io.taskledger.contract.command.TaskCommand.RestoreTask;
import io.taskledger.contract.command.TaskCommand.StartTask;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Properties of every possible life of a task. */
class TaskLifeTest {

    private static final UUID ID = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    /** The life of a task whose commands are all sent twice, as by an impatient user. */
    @Property(tries = 500)
    void asking_twice_changes_nothing_more(@ForAll("lives") List<TaskCommand> life) {
        Task task = null;
        for (var command : life) {
            task = after(task, command);
            if (!(command instanceof CreateTask)
                    && TaskDecider.decide(task, command) instanceof Decision.Accepted<TaskEvent>(var more)) {
                assertThat(more).as("%s on %s", command, task).isEmpty();
            }
        }
    }

    @Property(tries = 500)
    void the_version_counts_the_events(@ForAll("lives") List<TaskCommand> life) {
        Task task = null;
        long events = 0;
        for (var command : life) {
            if (TaskDecider.decide(task, command) instanceof Decision.Accepted<TaskEvent>(var decided)) {
                events += decided.size();
            }
            task = after(task, command);
            assertThat(task == null ? 0 : task.version()).isEqualTo(events);
        }
    }

    @Property(tries = 500)
    void a_task_is_completed_at_a_time_exactly_when_it_is_completed(@ForAll("lives") List<TaskCommand> life) {
        Task task = null;
        for (var command : life) {
            task = after(task, command);
            if (task != null) {
                assertThat(task.completedAt() != null).isEqualTo(task.status() == Status.COMPLETED);
            }
        }
    }

    private static @Nullable Task after(@Nullable Task task, TaskCommand command) {
        if (TaskDecider.decide(task, command) instanceof Decision.Accepted<TaskEvent>(var events)) {
            for (var event : events) {
                task = Task.evolve(task, event, NOW);
            }
        }
        return task;
    }

    @Provide
    Arbitrary<List<TaskCommand>> lives() {
        return Arbitraries.oneOf(creations(), edits(), moves()).list().ofMaxSize(30);
    }

    private static Arbitrary<TaskCommand> creations() {
        return Arbitraries.of("milk", " milk ", "", "oats")
                .map(title -> new CreateTask("alice", ID, new TaskDetails(title, "", Priority.NONE, null, List.of())));
    }

    private static Arbitrary<TaskCommand> edits() {
        return Arbitraries.of(
                        new DetailsEdit("milk ", null, null, null, null),
                        new DetailsEdit("oats", "for breakfast", Priority.HIGH, null, List.of("home", "home")),
                        new DetailsEdit(null, null, null, new DetailsEdit.Due(NOW.plusNanos(5)), null),
                        new DetailsEdit(null, null, null, new DetailsEdit.Due(null), List.of()),
                        new DetailsEdit("\0", null, null, null, null),
                        DetailsEdit.NOTHING)
                .map(edit -> new EditTask("alice", ID, Precondition.none(), edit));
    }

    private static Arbitrary<TaskCommand> moves() {
        return Arbitraries.of(
                new StartTask("alice", ID, Precondition.none()),
                new CompleteTask("alice", ID, Precondition.none()),
                new ReopenTask("alice", ID, Precondition.none()),
                new DeleteTask("alice", ID, Precondition.none()),
                new RestoreTask("alice", ID, Precondition.none()),
                new MoveTask("alice", ID, Precondition.none(), Status.OPEN),
                new MoveTask("alice", ID, Precondition.none(), Status.IN_PROGRESS),
                new MoveTask("alice", ID, Precondition.none(), Status.COMPLETED));
    }
}
