package io.taskledger.command.api;

import io.taskledger.command.execution.CommandRunner;
import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CompleteTask;
import io.taskledger.contract.command.TaskCommand.DeleteTask;
import io.taskledger.contract.command.TaskCommand.ReopenTask;
import io.taskledger.contract.command.TaskCommand.RestoreTask;
import io.taskledger.contract.command.TaskCommand.StartTask;
import io.taskledger.contract.task.TaskView;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import io.taskledger.node.web.TaskIds;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Commands for one task. */
@ServedBy(Side.COMMAND)
@RestController
@RequestMapping("/api/tasks")
final class TaskCommandController {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final byte[] NO_BODY = {};

    private final Responses responses;

    TaskCommandController(CommandRunner runner) {
        responses = new Responses(runner);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<TaskView> create(
            Caller caller, HttpServletRequest http, @RequestBody(required = false) byte @Nullable [] sent) {
        var body = orEmpty(sent);
        var command = TaskBodies.create(caller.id(), body);
        return responses.task(
                CommandRequests.of(caller, http, body, command),
                task -> ResponseEntity.created(URI.create("/api/tasks/" + task.id())));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<TaskView> edit(
            Caller caller,
            HttpServletRequest http,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] sent) {
        var task = TaskIds.ofPath(id);
        var body = orEmpty(sent);
        return change(caller, http, body, task, TaskBodies.patch(body));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<TaskView> replace(
            Caller caller,
            HttpServletRequest http,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] sent) {
        var task = TaskIds.ofPath(id);
        var body = orEmpty(sent);
        return change(caller, http, body, task, TaskBodies.replacement(body));
    }

    @PostMapping("/{id}/start")
    ResponseEntity<TaskView> start(Caller caller, HttpServletRequest http, @PathVariable String id) {
        return move(caller, http, id, StartTask::new);
    }

    @PostMapping("/{id}/complete")
    ResponseEntity<TaskView> complete(Caller caller, HttpServletRequest http, @PathVariable String id) {
        return move(caller, http, id, CompleteTask::new);
    }

    @PostMapping("/{id}/reopen")
    ResponseEntity<TaskView> reopen(Caller caller, HttpServletRequest http, @PathVariable String id) {
        return move(caller, http, id, ReopenTask::new);
    }

    @PostMapping("/{id}/restore")
    ResponseEntity<TaskView> restore(Caller caller, HttpServletRequest http, @PathVariable String id) {
        return move(caller, http, id, RestoreTask::new);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<TaskView> delete(Caller caller, HttpServletRequest http, @PathVariable String id) {
        return move(caller, http, id, DeleteTask::new);
    }

    @FunctionalInterface
    private interface Move {
        TaskCommand of(String owner, UUID task, Precondition precondition);
    }

    private ResponseEntity<TaskView> move(Caller caller, HttpServletRequest http, String id, Move move) {
        var task = TaskIds.ofPath(id);
        return responses.task(
                CommandRequests.of(caller, http, NO_BODY, move.of(caller.id(), task, Preconditions.of(http))),
                shown -> ResponseEntity.ok());
    }

    private ResponseEntity<TaskView> change(
            Caller caller, HttpServletRequest http, byte[] body, UUID task, TaskBodies.Change change) {
        return responses.task(
                CommandRequests.of(caller, http, body, change.command(caller.id(), task, Preconditions.of(http))),
                shown -> ResponseEntity.ok());
    }

    private static byte[] orEmpty(byte @Nullable [] body) {
        return body == null ? NO_BODY : body;
    }
}
