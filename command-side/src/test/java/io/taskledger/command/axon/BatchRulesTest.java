package io.taskledger.command.axon;

import static io.taskledger.command.axon.RuleFixture.METADATA;
import static io.taskledger.command.axon.RuleFixture.OWNER;
import static io.taskledger.command.axon.RuleFixture.TASK;
import static io.taskledger.command.axon.RuleFixture.accepted;
import static io.taskledger.command.axon.RuleFixture.event;
import static io.taskledger.command.axon.RuleFixture.refused;
import static io.taskledger.command.decision.RejectionCode.TASK_NOT_FOUND;
import static io.taskledger.command.decision.RejectionCode.VERSION_MISMATCH;

import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.TaskBatch;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CompleteTask;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.command.TaskCommand.DeleteTask;
import io.taskledger.contract.command.TaskCommand.ReopenTask;
import io.taskledger.contract.command.TaskCommand.StartTask;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskStarted;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestPhase.Then;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches: each command is decided on the result of the previous ones, and all are committed or none. */
class BatchRulesTest {

    private static final TaskDetails MILK = new TaskDetails("Buy milk", "", Priority.NONE, null, List.of());
    private static final UUID OTHER = UUID.fromString("01938f5e-0000-7000-8000-000000000002");

    private static RuleFixture rules;

    @BeforeAll
    static void start() {
        rules = new RuleFixture();
    }

    @Test
    void it_may_create_a_task_and_go_on_with_it() {
        when(List.of(new CreateTask(OWNER, TASK, MILK), new StartTask(OWNER, TASK, Precondition.version(1))))
                .events(event(1, new TaskCreated(MILK)), event(2, new TaskStarted()));
    }

    @Test
    void it_may_be_about_several_tasks() {
        when(
                        List.of(new CreateTask(OWNER, OTHER, MILK), new CompleteTask(OWNER, TASK, Precondition.none())),
                        new TaskCreated(MILK))
                .events(event(OTHER, 1, new TaskCreated(MILK)), event(2, new TaskCompleted()));
    }

    @Test
    void one_refusal_refuses_all_of_it_and_says_which() {
        when(List.of(
                        new CreateTask(OWNER, TASK, MILK),
                        new StartTask(OWNER, TASK, Precondition.none()),
                        new DeleteTask(OWNER, OTHER, Precondition.none())))
                .noEvents()
                .resultMessagePayloadSatisfies(refused(2, TASK_NOT_FOUND));
    }

    @Test
    void a_version_counts_what_the_batch_itself_has_done() {
        when(
                        List.of(
                                new StartTask(OWNER, TASK, Precondition.version(1)),
                                new CompleteTask(OWNER, TASK, Precondition.version(1))),
                        new TaskCreated(MILK))
                .noEvents()
                .resultMessagePayloadSatisfies(refused(1, VERSION_MISMATCH));
    }

    @Test
    void commands_that_ask_for_what_is_so_append_nothing() {
        when(
                        List.of(
                                new ReopenTask(OWNER, TASK, Precondition.none()),
                                new ReopenTask(OWNER, TASK, Precondition.version(1))),
                        new TaskCreated(MILK))
                .noEvents()
                .resultMessagePayloadSatisfies(accepted());
    }

    private static Then.Command when(List<TaskCommand> commands, TaskEvent... past) {
        return rules.given(past)
                .when()
                .command(new TaskBatch(commands), METADATA)
                .then();
    }
}
