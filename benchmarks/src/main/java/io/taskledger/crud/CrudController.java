package io.taskledger.crud;

import io.taskledger.contract.task.TaskView;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.web.EntityTag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The operations that the load test measures, with the paths and bodies of Taskledger. */
@RestController
@RequestMapping("/api/tasks")
final class CrudController {

    private final TaskStore tasks;

    CrudController(TaskStore tasks) {
        this.tasks = tasks;
    }

    record Batch(List<TaskInput> commands) {}

    record Tasks(List<TaskView> tasks) {}

    @PostMapping
    ResponseEntity<TaskView> create(Caller caller, @RequestBody TaskInput input) {
        var task = tasks.create(caller.id(), List.of(input.requireNew())).getFirst();
        return ResponseEntity.created(URI.create("/api/tasks/" + task.id()))
                .eTag(EntityTag.version(task.version()).toString())
                .body(task);
    }

    @PatchMapping("/{id}")
    ResponseEntity<TaskView> edit(Caller caller, @PathVariable UUID id, @RequestBody TaskInput input) {
        return shown(tasks.edit(caller.id(), id, input));
    }

    @PostMapping("/batch")
    Tasks batch(Caller caller, @RequestBody Batch batch) {
        return new Tasks(tasks.create(
                caller.id(),
                batch.commands().stream().map(TaskInput::requireNew).toList()));
    }

    @GetMapping("/{id}")
    ResponseEntity<TaskView> task(Caller caller, @PathVariable UUID id) {
        return shown(tasks.find(caller.id(), id));
    }

    private static ResponseEntity<TaskView> shown(@Nullable TaskView task) {
        if (task == null) {
            throw new ProblemException(404, "not-found", "There is no such task");
        }
        return ResponseEntity.ok()
                .eTag(EntityTag.version(task.version()).toString())
                .body(task);
    }

    @GetMapping
    Tasks list(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "20") int limit) {
        return new Tasks(tasks.newest(caller.id(), q, limit));
    }

    @GetMapping("/stats")
    Map<String, Integer> stats(Caller caller) {
        return tasks.countByStatus(caller.id());
    }
}
