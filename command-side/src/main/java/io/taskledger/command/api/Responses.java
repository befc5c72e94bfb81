package io.taskledger.command.api;

import static java.util.Objects.requireNonNull;

import io.taskledger.command.entity.Entity;
import io.taskledger.command.entity.Profile;
import io.taskledger.command.entity.Task;
import io.taskledger.command.execution.CommandRunner;
import io.taskledger.command.request.CommandRequest;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.profile.ProfileView;
import io.taskledger.contract.task.TaskView;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.web.EntityTag;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/** Runs requests for commands, and turns their outcomes into responses. Thread-safe. */
final class Responses {

    private final CommandRunner runner;

    Responses(CommandRunner runner) {
        this.runner = runner;
    }

    /**
     * The accepted outcome of a request.
     *
     * @throws ProblemException for every other outcome
     */
    Outcome.Accepted accepted(CommandRequest request) {
        return accepted(request, rejected -> Problems.of(rejected.why(), ""));
    }

    /** @param rejections the response to a rejection */
    Outcome.Accepted accepted(CommandRequest request, Function<Outcome.Rejected, ProblemException> rejections) {
        return switch (runner.run(request)) {
            case Outcome.Accepted accepted -> accepted;
            case Outcome.Rejected rejected -> throw rejections.apply(rejected);
            case Outcome.Conflict _, Outcome.KeyTaken _ -> throw Problems.conflict();
            case Outcome.KeyInFlight _ -> throw Problems.keyInFlight();
            case Outcome.KeyReused _ -> throw Problems.keyReused();
            case Outcome.TooLarge _ -> throw Problems.tooLarge();
            case Outcome.NotCarriedOut(var why) -> throw Problems.notCarriedOut(why);
            case Outcome.Unknown(var why) -> throw Problems.unknown(why);
        };
    }

    /** The response that shows the task after the last command. */
    ResponseEntity<TaskView> task(CommandRequest request, Function<TaskView, ResponseEntity.BodyBuilder> status) {
        var accepted = accepted(request);
        var task = task(accepted.results().getLast());
        return begin(status.apply(task), request, accepted)
                .eTag(EntityTag.version(task.version()).toString())
                .body(task);
    }

    /** A response with the consistency token of the outcome, if the ledger still responds. */
    ResponseEntity.BodyBuilder begin(
            ResponseEntity.BodyBuilder response, CommandRequest request, Outcome.Accepted outcome) {
        var token = runner.token(request.owner(), outcome);
        return token == null ? response : response.header("Consistency-Token", token.toString());
    }

    static TaskView task(Entity entity) {
        return switch (entity.state()) {
            case Task task -> task.view(requireNonNull(entity.stream().stream().task()));
            case Profile _ -> throw new IllegalStateException("A profile where a task is shown");
        };
    }

    static ProfileView profile(Entity entity) {
        return switch (entity.state()) {
            case Profile profile -> profile.view(entity.stream().owner());
            case Task _ -> throw new IllegalStateException("A task where a profile is shown");
        };
    }
}
