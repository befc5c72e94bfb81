package io.taskledger.command.axon;

import static io.taskledger.command.axon.RuleFixture.METADATA;
import static io.taskledger.command.axon.RuleFixture.OWNER;
import static io.taskledger.command.axon.RuleFixture.TASK;
import static io.taskledger.command.axon.RuleFixture.accepted;
import static io.taskledger.command.axon.RuleFixture.event;
import static io.taskledger.command.axon.RuleFixture.refused;
import static io.taskledger.command.decision.RejectionCode.TASK_ALREADY_EXISTS;
import static io.taskledger.command.decision.RejectionCode.TASK_COMPLETED;
import static io.taskledger.command.decision.RejectionCode.TASK_DELETED;
import static io.taskledger.command.decision.RejectionCode.TASK_NOT_FOUND;
import static io.taskledger.command.decision.RejectionCode.VERSION_MISMATCH;

import io.taskledger.command.decision.RejectionCode;
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
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDeleted;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.event.TaskEvent.TaskReopened;
import io.taskledger.contract.event.TaskEvent.TaskRestored;
import io.taskledger.contract.event.TaskEvent.TaskStarted;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.fixture.AxonTestPhase.Then;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for commands on a task in each state, as in docs/commands.md. */
class TaskRulesTest {

    private static final TaskDetails MILK = new TaskDetails("Buy milk", "", Priority.NONE, null, List.of());
    private static final TaskEvent CREATED = new TaskCreated(MILK);
    private static final TaskEvent STARTED = new TaskStarted();
    private static final TaskEvent COMPLETED = new TaskCompleted();
    private static final TaskEvent DELETED = new TaskDeleted();
    private static final DetailsEdit OATS = new DetailsEdit("Buy oat milk", null, null, null, null);

    private static RuleFixture rules;

    @BeforeAll
    static void start() {
        rules = new RuleFixture();
    }

    @Test
    void a_task_is_created() {
        when(new CreateTask(OWNER, TASK, MILK)).events(event(1, CREATED));
    }

    @Test
    void a_task_id_that_is_taken_is_refused() {
        refuses(TASK_ALREADY_EXISTS, when(new CreateTask(OWNER, TASK, MILK), CREATED));
    }

    @Test
    void the_id_of_a_deleted_task_stays_taken() {
        refuses(TASK_ALREADY_EXISTS, when(new CreateTask(OWNER, TASK, MILK), CREATED, DELETED));
    }

    @Test
    void an_edit_records_only_what_changes() {
        var edit = new DetailsEdit("Buy oat milk", "", Priority.NONE, null, null);
        when(new EditTask(OWNER, TASK, Precondition.none(), edit), CREATED)
                .events(event(2, new TaskDetailsEdited(OATS)));
    }

    @Test
    void a_completed_task_can_be_edited() {
        when(new EditTask(OWNER, TASK, Precondition.none(), OATS), CREATED, COMPLETED)
                .events(event(3, new TaskDetailsEdited(OATS)));
    }

    @Test
    void an_open_task_is_started() {
        when(new StartTask(OWNER, TASK, Precondition.none()), CREATED).events(event(2, STARTED));
    }

    @Test
    void a_completed_task_is_not_started() {
        refuses(TASK_COMPLETED, when(new StartTask(OWNER, TASK, Precondition.none()), CREATED, COMPLETED));
    }

    @Test
    void an_open_task_is_completed() {
        when(new CompleteTask(OWNER, TASK, Precondition.none()), CREATED).events(event(2, COMPLETED));
    }

    @Test
    void a_started_task_is_completed() {
        when(new CompleteTask(OWNER, TASK, Precondition.none()), CREATED, STARTED)
                .events(event(3, COMPLETED));
    }

    @Test
    void a_started_task_is_reopened() {
        when(new ReopenTask(OWNER, TASK, Precondition.none()), CREATED, STARTED).events(event(3, new TaskReopened()));
    }

    @Test
    void a_completed_task_is_reopened() {
        when(new ReopenTask(OWNER, TASK, Precondition.none()), CREATED, COMPLETED)
                .events(event(3, new TaskReopened()));
    }

    @Test
    void a_completed_task_moved_to_in_progress_is_reopened_and_started() {
        when(new MoveTask(OWNER, TASK, Precondition.none(), Status.IN_PROGRESS), CREATED, COMPLETED)
                .events(event(3, new TaskReopened()), event(4, STARTED));
    }

    @Test
    void a_completed_task_is_deleted() {
        when(new DeleteTask(OWNER, TASK, Precondition.none()), CREATED, COMPLETED)
                .events(event(3, DELETED));
    }

    @Test
    void a_deleted_task_is_restored() {
        when(new RestoreTask(OWNER, TASK, Precondition.none()), CREATED, DELETED)
                .events(event(3, new TaskRestored()));
    }

    @Test
    void a_restored_task_has_the_status_it_had() {
        refuses(
                TASK_COMPLETED,
                when(new StartTask(OWNER, TASK, Precondition.none()), CREATED, COMPLETED, DELETED, new TaskRestored()));
    }

    static Stream<TaskCommand> asks_for_what_is_so() {
        return Stream.of(
                new ReopenTask(OWNER, TASK, Precondition.none()),
                new MoveTask(OWNER, TASK, Precondition.none(), Status.OPEN),
                new RestoreTask(OWNER, TASK, Precondition.none()),
                new EditTask(OWNER, TASK, Precondition.none(), DetailsEdit.all(MILK)),
                new EditTask(OWNER, TASK, Precondition.none(), DetailsEdit.NOTHING));
    }

    @ParameterizedTest
    @MethodSource("asks_for_what_is_so")
    void asking_an_open_task_for_what_is_so_appends_nothing(TaskCommand command) {
        when(command, CREATED).noEvents().resultMessagePayloadSatisfies(accepted());
    }

    @Test
    void a_double_click_on_start_appends_nothing() {
        when(new StartTask(OWNER, TASK, Precondition.none()), CREATED, STARTED)
                .noEvents()
                .resultMessagePayloadSatisfies(accepted());
    }

    @Test
    void a_double_click_on_complete_appends_nothing() {
        when(new CompleteTask(OWNER, TASK, Precondition.none()), CREATED, COMPLETED)
                .noEvents()
                .resultMessagePayloadSatisfies(accepted());
    }

    @Test
    void a_double_click_on_delete_appends_nothing() {
        when(new DeleteTask(OWNER, TASK, Precondition.none()), CREATED, DELETED)
                .noEvents()
                .resultMessagePayloadSatisfies(accepted());
    }

    /** Every command except the creation, with any version or with a wrong version. */
    static Stream<TaskCommand> changes(Precondition precondition) {
        return Stream.of(
                new EditTask(OWNER, TASK, precondition, OATS),
                new StartTask(OWNER, TASK, precondition),
                new CompleteTask(OWNER, TASK, precondition),
                new ReopenTask(OWNER, TASK, precondition),
                new MoveTask(OWNER, TASK, precondition, Status.COMPLETED),
                new DeleteTask(OWNER, TASK, precondition),
                new RestoreTask(OWNER, TASK, precondition));
    }

    static Stream<TaskCommand> changes_of_any_version() {
        return changes(Precondition.none());
    }

    static Stream<TaskCommand> changes_of_another_version() {
        return changes(Precondition.version(7));
    }

    static Stream<TaskCommand> changes_that_need_it_alive() {
        return changes(Precondition.none())
                .filter(command -> !(command instanceof DeleteTask || command instanceof RestoreTask));
    }

    @ParameterizedTest
    @MethodSource("changes_of_any_version")
    void a_task_that_does_not_exist_is_not_found(TaskCommand command) {
        refuses(TASK_NOT_FOUND, when(command));
    }

    @ParameterizedTest
    @MethodSource("changes_of_another_version")
    void that_it_does_not_exist_matters_more_than_its_version(TaskCommand command) {
        refuses(TASK_NOT_FOUND, when(command));
    }

    @ParameterizedTest
    @MethodSource("changes_of_another_version")
    void another_version_than_the_caller_saw_is_refused(TaskCommand command) {
        refuses(VERSION_MISMATCH, when(command, CREATED));
    }

    @ParameterizedTest
    @MethodSource("changes_that_need_it_alive")
    void a_deleted_task_can_only_be_restored(TaskCommand command) {
        refuses(TASK_DELETED, when(command, CREATED, DELETED));
    }

    @Test
    void any_of_several_versions_is_accepted() {
        when(new StartTask(OWNER, TASK, new Precondition.Version(Set.of(7L, 1L))), CREATED)
                .events(event(2, STARTED));
    }

    @Test
    void a_task_that_does_not_exist_is_not_found_whatever_the_precondition() {
        refuses(TASK_NOT_FOUND, when(new StartTask(OWNER, TASK, Precondition.exists())));
    }

    @Test
    void the_version_that_the_caller_saw_is_accepted() {
        when(new StartTask(OWNER, TASK, Precondition.version(1)), CREATED).events(event(2, STARTED));
    }

    private static Then.Command when(TaskCommand command, TaskEvent... past) {
        return rules.given(past).when().command(command, METADATA).then();
    }

    private static void refuses(RejectionCode code, Then.Command then) {
        then.noEvents().resultMessagePayloadSatisfies(refused(code));
    }
}
