package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.decision.Decision;
import io.taskledger.command.decision.Rejection;
import io.taskledger.command.decision.RejectionCode;
import io.taskledger.command.entity.Task;
import io.taskledger.command.entity.TaskDecider;
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
import io.taskledger.contract.event.Event;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDeleted;
import io.taskledger.contract.event.TaskEvent.TaskStarted;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/commands.md says what the code does; {@code -Dcommands.write=true} writes its table again. */
class CommandsPageTest {

    private static final Path PAGE = Path.of("../docs/commands.md");
    private static final String BEGIN = "<!-- written by CommandsPageTest -->\n";
    private static final String END = "<!-- end -->\n";

    private static final UUID ID = new UUID(0, 1);
    private static final TaskDetails DETAILS = new TaskDetails("a", "", Priority.NONE, null, List.of());
    private static final DetailsEdit EDIT = new DetailsEdit("b", null, null, null, null);

    private static final Map<String, TaskEvent[]> STATES = states();
    private static final Map<String, TaskCommand> COMMANDS = commands();

    @Test
    void the_page_shows_the_result_of_every_command_in_every_state() throws IOException {
        var page = Files.readString(PAGE);
        var before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        var after = page.substring(page.indexOf(END));
        if (Boolean.getBoolean("commands.write")) {
            Files.writeString(PAGE, before + table() + after);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(before + table() + after);
    }

    @Test
    void the_page_says_the_status_of_every_code() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(List.of(RejectionCode.values()).stream()
                        .map(code -> "| `" + code.wireName() + "` | " + Problems.status(code) + " |")
                        .toList());
    }

    private static String table() {
        var lines = new ArrayList<String>();
        lines.add("| command | " + String.join(" | ", STATES.keySet()) + " |");
        lines.add("|---|" + "---|".repeat(STATES.size()));
        COMMANDS.forEach((name, command) -> lines.add("| " + name + " | "
                + STATES.values().stream().map(past -> cell(past, command)).collect(Collectors.joining(" | "))
                + " |"));
        return String.join("\n", lines) + "\n";
    }

    private static String cell(TaskEvent[] past, TaskCommand command) {
        return switch (TaskDecider.decide(task(past), command)) {
            case Decision.Rejected<TaskEvent>(Rejection why) ->
                Problems.status(why.code()) + " `" + why.code().wireName() + "`";
            case Decision.Accepted<TaskEvent>(var events) ->
                events.isEmpty()
                        ? "nothing"
                        : events.stream().map(CommandsPageTest::name).collect(Collectors.joining(", "));
        };
    }

    private static String name(Event event) {
        return event.getClass().getSimpleName();
    }

    private static @Nullable Task task(TaskEvent... past) {
        Task task = null;
        for (var event : past) {
            task = Task.evolve(task, event, Instant.EPOCH);
        }
        return task;
    }

    private static Map<String, TaskEvent[]> states() {
        var created = new TaskCreated(DETAILS);
        var states = new LinkedHashMap<String, TaskEvent[]>();
        states.put("absent", new TaskEvent[] {});
        states.put("open", new TaskEvent[] {created});
        states.put("in progress", new TaskEvent[] {created, new TaskStarted()});
        states.put("completed", new TaskEvent[] {created, new TaskCompleted()});
        states.put("deleted", new TaskEvent[] {created, new TaskDeleted()});
        return states;
    }

    private static Map<String, TaskCommand> commands() {
        var commands = new LinkedHashMap<String, TaskCommand>();
        commands.put("CreateTask", new CreateTask("o", ID, DETAILS));
        commands.put("EditTask", new EditTask("o", ID, Precondition.none(), EDIT));
        commands.put("EditTask without changes", new EditTask("o", ID, Precondition.none(), DetailsEdit.all(DETAILS)));
        commands.put("StartTask", new StartTask("o", ID, Precondition.none()));
        commands.put("CompleteTask", new CompleteTask("o", ID, Precondition.none()));
        commands.put("ReopenTask", new ReopenTask("o", ID, Precondition.none()));
        for (var status : Status.values()) {
            commands.put("MoveTask to `" + status.wireName() + "`", new MoveTask("o", ID, Precondition.none(), status));
        }
        commands.put("DeleteTask", new DeleteTask("o", ID, Precondition.none()));
        commands.put("RestoreTask", new RestoreTask("o", ID, Precondition.none()));
        commands.put("any change, `If-Match` of another version", new StartTask("o", ID, Precondition.version(99)));
        return commands;
    }
}
