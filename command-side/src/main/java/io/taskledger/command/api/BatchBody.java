package io.taskledger.command.api;

import static java.util.Objects.requireNonNull;

import io.taskledger.contract.Limits;
import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CompleteTask;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.command.TaskCommand.DeleteTask;
import io.taskledger.contract.command.TaskCommand.ReopenTask;
import io.taskledger.contract.command.TaskCommand.RestoreTask;
import io.taskledger.contract.command.TaskCommand.StartTask;
import io.taskledger.edge.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a batch. */
final class BatchBody {

    private static final UUID NONE = new UUID(0, 0);

    private BatchBody() {}

    /** The commands of one item; an edit that also changes the status is two commands. */
    record Item(List<TaskCommand> commands) {}

    /** @throws ProblemException 400 or 422 */
    static List<Item> read(String owner, byte[] body) {
        var fields = Fields.of(JsonBody.object(body));
        fields.require("is required", "commands");
        var array = fields.array("commands");
        fields.end();
        if (array != null && (array.isEmpty() || array.size() > Limits.MAX_BATCH)) {
            fields.wrong("commands", "must have 1 to " + Limits.MAX_BATCH + " items, not " + array.size());
        }
        fields.check();
        var commands = requireNonNull(array);
        var items = new ArrayList<Item>();
        for (int i = 0; i < commands.size(); i++) {
            items.add(new Item(item(owner, commands.get(i), fields, "commands[" + i + "]")));
        }
        fields.check();
        return items;
    }

    private static List<TaskCommand> item(String owner, JsonNode node, Fields batch, String name) {
        if (!(node instanceof ObjectNode object)) {
            batch.wrong(name, "must be an object");
            return List.of();
        }
        var fields = batch.nested(object, name);
        fields.require("is required", "command");
        var kind = fields.text("command");
        if (kind == null) {
            return List.of();
        }
        var commands = commands(owner, kind, fields);
        if (!commands.isEmpty()) {
            fields.end();
        }
        return commands;
    }

    private static List<TaskCommand> commands(String owner, String kind, Fields fields) {
        return switch (kind) {
            case "create" -> {
                var id = DetailsReader.id(fields, "id");
                var details = DetailsReader.details(fields);
                yield List.of(id == null ? CreateTask.withNewId(owner, details) : new CreateTask(owner, id, details));
            }
            case "edit" -> {
                var task = task(fields);
                var precondition = precondition(fields);
                var change = new TaskBodies.Change(DetailsReader.patch(fields), DetailsReader.status(fields));
                yield change.commands(owner, task, precondition);
            }
            case "start" -> List.of(new StartTask(owner, task(fields), precondition(fields)));
            case "complete" -> List.of(new CompleteTask(owner, task(fields), precondition(fields)));
            case "reopen" -> List.of(new ReopenTask(owner, task(fields), precondition(fields)));
            case "delete" -> List.of(new DeleteTask(owner, task(fields), precondition(fields)));
            case "restore" -> List.of(new RestoreTask(owner, task(fields), precondition(fields)));
            default -> {
                fields.wrong("command", "must be one of create, edit, start, complete, reopen, delete, restore");
                yield List.of();
            }
        };
    }

    private static Precondition precondition(Fields fields) {
        var version = fields.version("ifMatch");
        return version == null ? Precondition.none() : Precondition.version(version);
    }

    private static UUID task(Fields fields) {
        fields.require("is required", "id");
        @Nullable UUID task = DetailsReader.id(fields, "id");
        return task == null ? NONE : task; // the request is refused, so this value is never used
    }
}
