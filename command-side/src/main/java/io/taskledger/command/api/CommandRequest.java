package io.taskledger.command.api;

import io.taskledger.command.decision.Rejection;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request and the command it comes to.
 *
 * @param body empty if it has none
 * @param commands makes the command that finds a certain version, or any
 * @param refusals makes the answer to a rejection of the command at an index
 */
@SuppressWarnings("ArrayRecordComponent")
record CommandRequest(
        Caller caller,
        HttpServletRequest http,
        byte[] body,
        Function<@Nullable Long, Object> commands,
        BiFunction<Rejection, Integer, ProblemException> refusals) {

    /** A request about one thing. */
    static CommandRequest of(
            Caller caller, HttpServletRequest http, byte[] body, Function<@Nullable Long, Object> commands) {
        return new CommandRequest(
                caller, http, body, commands, (rejection, index) -> Rejections.problem(rejection, ""));
    }

    String owner() {
        return caller.id();
    }

    /** @param version null for any */
    Object command(@Nullable Long version) {
        return commands.apply(version);
    }

    ProblemException refusal(Rejection rejection, int index) {
        return refusals.apply(rejection, index);
    }
}
