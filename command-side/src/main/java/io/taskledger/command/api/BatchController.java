package io.taskledger.command.api;

import io.taskledger.contract.command.TaskBatch;
import io.taskledger.command.decision.Rejection;
import io.taskledger.contract.command.TaskCommand;
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
@RestController("commandBatchController")
final class BatchController {

    private static final byte[] NO_BODY = {};

    private final CommandRunner runner;

    BatchController(CommandRunner runner) {
        this.runner = runner;
    }

    /** @param tasks for each item, in order, the task after that item */
    record BatchResult(List<Object> tasks) {}

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
        var batch = new TaskBatch(commands);
        var done = runner.run(CommandRequests.of(caller, http, body, batch))
                .orRefused((why, command) -> refusal(why, itemOf.get(command)));
        var tasks = new ArrayList<Object>();
        for (int i = 0; i < commands.size(); i++) {
            boolean last = i + 1 == commands.size() || !itemOf.get(i).equals(itemOf.get(i + 1));
            if (last) {
                tasks.add(done.results().get(i));
            }
        }
        return done.with(ResponseEntity.ok()).body(new BatchResult(tasks));
    }

    private static ProblemException refusal(Rejection why, int item) {
        return Rejections.problem(why, "commands[" + item + "].").withIndex(item);
    }
}
