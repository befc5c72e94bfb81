package io.taskledger.command.api;

import io.taskledger.command.decision.Rejection;
import io.taskledger.command.execution.CommandRunner;
import io.taskledger.contract.command.TaskBatch;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.task.TaskView;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Batches: several commands of one owner, all or none. */
@ServedBy(Side.COMMAND)
@RestController
final class BatchController {

    private static final byte[] NO_BODY = {};

    private final Responses responses;

    BatchController(CommandRunner runner) {
        responses = new Responses(runner);
    }

    /** @param tasks for each item, in order, the task after that item */
    record BatchResult(List<TaskView> tasks) {}

    @PostMapping(path = "/api/tasks/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<BatchResult> batch(
            Caller caller, HttpServletRequest http, @RequestBody(required = false) byte @Nullable [] sent) {
        if (http.getHeader("If-Match") != null) {
            throw ProblemException.badRequest("If-Match", "A batch has ifMatch in its items, not If-Match");
        }
        var body = sent == null ? NO_BODY : sent;
        var items = BatchBody.read(caller.id(), body);
        var commands = new ArrayList<TaskCommand>();
        var itemOf = new ArrayList<Integer>();
        for (int i = 0; i < items.size(); i++) {
            for (var command : items.get(i).commands()) {
                commands.add(command);
                itemOf.add(i);
            }
        }
        var request = CommandRequests.of(caller, http, body, new TaskBatch(commands));
        var accepted = responses.accepted(request, rejected -> refusal(rejected.why(), itemOf.get(rejected.index())));
        var tasks = new ArrayList<TaskView>();
        for (int i = 0; i < commands.size(); i++) {
            boolean last = i + 1 == commands.size() || !itemOf.get(i).equals(itemOf.get(i + 1));
            if (last) {
                tasks.add(Responses.task(accepted.results().get(i)));
            }
        }
        return responses.begin(ResponseEntity.ok(), request, accepted).body(new BatchResult(tasks));
    }

    private static ProblemException refusal(Rejection why, int item) {
        return Problems.of(why, "commands[" + item + "].").withIndex(item);
    }
}
