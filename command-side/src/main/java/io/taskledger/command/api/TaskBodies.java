package io.taskledger.command.api;

import io.taskledger.contract.command.Command;
import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.TaskBatch;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.command.TaskCommand.EditTask;
import io.taskledger.contract.command.TaskCommand.MoveTask;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Status;
import io.taskledger.edge.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests for one task. All methods throw {@link ProblemException}, 400 or 422. */
final class TaskBodies {

    private TaskBodies() {}

    /** If the body has no id, one is made. */
    static CreateTask create(String owner, byte[] body) {
        var fields = Fields.of(JsonBody.object(body)).ignoring(DetailsReader.READ_ONLY);
        var id = DetailsReader.id(fields, "id");
        var details = DetailsReader.details(fields);
        var status = DetailsReader.status(fields);
        if (status != null && status != Status.OPEN) {
            fields.wrong("status", "must be open: a new task is always open");
        }
        fields.end();
        fields.check();
        return id == null ? CreateTask.withNewId(owner, details) : new CreateTask(owner, id, details);
    }

    /** The change that a request asks for. */
    record Change(DetailsEdit edit, @Nullable Status status) {

        /** A single command if possible; otherwise a batch whose first command carries the condition. */
        Command command(String owner, UUID task, Precondition precondition) {
            var commands = commands(owner, task, precondition);
            return commands.size() == 1 ? commands.getFirst() : new TaskBatch(commands);
        }

        List<TaskCommand> commands(String owner, UUID task, Precondition precondition) {
            if (status == null) {
                return List.of(new EditTask(owner, task, precondition, edit));
            }
            return edit.isEmpty()
                    ? List.of(new MoveTask(owner, task, precondition, status))
                    : List.of(
                            new EditTask(owner, task, precondition, edit),
                            new MoveTask(owner, task, Precondition.none(), status));
        }
    }

    static Change patch(byte[] body) {
        var fields = Fields.of(JsonBody.object(body)).ignoring(DetailsReader.READ_ONLY);
        return checked(fields, new Change(DetailsReader.patch(fields), DetailsReader.status(fields)));
    }

    static Change replacement(byte[] body) {
        var fields = Fields.of(JsonBody.object(body)).ignoring(DetailsReader.READ_ONLY);
        return checked(fields, new Change(DetailsReader.replacement(fields), DetailsReader.status(fields)));
    }

    private static Change checked(Fields fields, Change change) {
        fields.end();
        fields.check();
        return change;
    }
}
