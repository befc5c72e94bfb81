package io.taskledger.command.api;

import io.taskledger.command.decision.Rejection;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request and its command.
 *
 * @param body empty if the request has none
 * @param commands creates the command for a given version, or for any version
 * @param refusals creates the response to a rejection of the command at an index
 */
@SuppressWarnings("ArrayRecordComponent")
record CommandRequest(
        Caller caller,
        HttpServletRequest http,
        byte[] body,
        Function<@Nullable Long, Object> commands,
        BiFunction<Rejection, Integer, ProblemException> refusals) {

    /** A request for a single command. */
    static CommandRequest of(
            Caller caller, HttpServletRequest http, byte[] body, Function<@Nullable Long, Object> commands) {
        return new CommandRequest(
                caller, http, body, commands, (rejection, index) -> Rejections.problem(rejection, ""));
    }

    String owner() {
        return caller.id();
    }

    /** @param version null for any version */
    Object command(@Nullable Long version) {
        return commands.apply(version);
    }

    ProblemException refusal(Rejection rejection, int index) {
        return refusals.apply(rejection, index);
    }
}
