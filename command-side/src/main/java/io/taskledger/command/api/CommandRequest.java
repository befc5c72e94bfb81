package io.taskledger.command.api;

import io.taskledger.command.decision.Rejection;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BiFunction;

/**
 * A request and its command.
 *
 * @param body empty if the request has none
 * @param refusals creates the response to a rejection of the command at an index
 */
@SuppressWarnings("ArrayRecordComponent")
record CommandRequest(
        Caller caller,
        HttpServletRequest http,
        byte[] body,
        Object command,
        BiFunction<Rejection, Integer, ProblemException> refusals) {

    /** A request for a single command. */
    static CommandRequest of(Caller caller, HttpServletRequest http, byte[] body, Object command) {
        return new CommandRequest(
                caller, http, body, command, (rejection, index) -> Rejections.problem(rejection, ""));
    }

    String owner() {
        return caller.id();
    }

    ProblemException refusal(Rejection rejection, int index) {
        return refusals.apply(rejection, index);
    }
}
