package io.taskledger.command.api;

import io.taskledger.command.decision.Rejection;
import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.contract.task.TaskView;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.web.EntityTag;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * The result of a command.
 *
 * @param results one view for each command
 * @param position of the commit, or the position as of which nothing was appended; -1 in an empty lane
 * @param token the consistency token of that position; null if the ledger no longer responds
 * @param rejection null unless the command was rejected
 * @param rejected the index of the rejected command, from 0
 */
record Done(
        List<?> results,
        long position,
        @Nullable ConsistencyToken token,
        @Nullable Rejection rejection,
        int rejected) {

    /** @throws ProblemException if the command was rejected */
    Done orRefused(BiFunction<Rejection, Integer, ProblemException> refusal) {
        if (rejection != null) {
            throw refusal.apply(rejection, rejected);
        }
        return this;
    }

    /** @throws ProblemException if the command was rejected */
    Done orRefused() {
        return orRefused((why, index) -> Rejections.problem(why, ""));
    }

    /** The view after the last command. */
    Object last() {
        return results.getLast();
    }

    /** The response that shows the task. */
    ResponseEntity<TaskView> task(ResponseEntity.BodyBuilder answer) {
        var task = (TaskView) last();
        return with(answer, task.version()).body(task);
    }

    /** @param version of the entity in the response */
    ResponseEntity.BodyBuilder with(ResponseEntity.BodyBuilder answer, long version) {
        return with(answer).eTag(EntityTag.version(version).toString());
    }

    ResponseEntity.BodyBuilder with(ResponseEntity.BodyBuilder answer) {
        return token == null ? answer : answer.header("Consistency-Token", token.toString());
    }
}
