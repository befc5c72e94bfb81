package io.taskledger.command.api;

import io.taskledger.command.decision.Rejection;
import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.contract.task.TaskView;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.web.EntityTag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * What a command came to.
 *
 * @param results one view for each command
 * @param position of the commit, or as of which nothing was appended; -1 in an empty lane
 * @param token says the same to a query; null if the ledger does not answer any more
 * @param rejection null unless it was refused
 * @param rejected which command was refused, from 0
 */
record Done(
        List<?> results,
        long position,
        @Nullable ConsistencyToken token,
        @Nullable Rejection rejection,
        int rejected) {

    /** @throws ProblemException if it was refused */
    Done orRefused(CommandRequest request) {
        if (rejection != null) {
            throw request.refusal(rejection, rejected);
        }
        return this;
    }

    /** The view that the last command left. */
    Object last() {
        return results.getLast();
    }

    /** The answer that shows the task. */
    ResponseEntity<TaskView> task(ResponseEntity.BodyBuilder answer) {
        var task = (TaskView) last();
        return with(answer, task.version()).body(task);
    }

    /** @param version of what the answer shows */
    ResponseEntity.BodyBuilder with(ResponseEntity.BodyBuilder answer, long version) {
        return with(answer).eTag(EntityTag.version(version).toString());
    }

    ResponseEntity.BodyBuilder with(ResponseEntity.BodyBuilder answer) {
        return token == null ? answer : answer.header("Consistency-Token", token.toString());
    }
}
