package io.taskledger.command.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.decision.Decision;
import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.command.TaskCommand.EditTask;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.SampleDetails;
import io.taskledger.contract.task.TaskDetails;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** If a new field of a task is lost between a command and the state, this test names the field. */
class TaskFieldsTest {

    private static final UUID ID = new UUID(0, 1);
    private static final TaskDetails SENT = SampleDetails.different();

    static List<String> fields() {
        return SampleDetails.names();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_created_task_has_every_field(String field) {
        var task = after(null, new CreateTask("owner", ID, SENT));

        assertThat(SampleDetails.value(task.details(), field)).isEqualTo(SampleDetails.value(SENT, field));
        assertThat(SampleDetails.value(task.view(ID), field)).isEqualTo(SampleDetails.value(SENT, field));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void an_edited_task_has_every_field(String field) {
        var before = Task.evolve(null, new TaskCreated(SampleDetails.DEFAULT), Instant.EPOCH);
        var task = after(before, new EditTask("owner", ID, Precondition.none(), DetailsEdit.all(SENT)));

        assertThat(SampleDetails.value(task.details(), field)).isEqualTo(SampleDetails.value(SENT, field));
    }

    private static Task after(@Nullable Task task, TaskCommand command) {
        var after = task;
        if (TaskDecider.decide(task, command) instanceof Decision.Accepted<TaskEvent>(var events)) {
            for (var event : events) {
                after = Task.evolve(after, event, Instant.EPOCH);
            }
        }
        return after;
    }
}
