package io.taskledger.command.api;

import io.taskledger.command.decision.Rejection;
import io.taskledger.command.decision.RejectionCode;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import java.util.List;

/**
 * The responses to commands that were not accepted. Two of them are for commands that could not be finished: after
 * {@link #notCarriedOut}, a proxy or a client may repeat the command anywhere; after {@link #unknown}, only with an
 * Idempotency-Key.
 */
final class Problems {

    private static final long RETRY_SECONDS = 1;

    private Problems() {}

    /** The HTTP status of a rejection code. */
    static int status(RejectionCode code) {
        return switch (code) {
            case TASK_NOT_FOUND -> 404;
            case TASK_ALREADY_EXISTS, TASK_DELETED, TASK_COMPLETED -> 409;
            case VERSION_MISMATCH -> 412;
            case VALIDATION_FAILED -> 422;
        };
    }

    /** @param prefix of the field names */
    static ProblemException of(Rejection rejection, String prefix) {
        if (rejection.code() == RejectionCode.VALIDATION_FAILED) {
            return ProblemException.invalid(violations(rejection, prefix));
        }
        return new ProblemException(status(rejection.code()), rejection.code().wireName(), rejection.reason());
    }

    private static List<Violation> violations(Rejection rejection, String prefix) {
        return rejection.fields().stream()
                .map(field -> new Violation(prefix + field.field(), field.message()))
                .toList();
    }

    static ProblemException conflict() {
        return new ProblemException(409, "conflict", "Other requests kept changing the same task or profile; try again")
                .withRetryAfter(RETRY_SECONDS);
    }

    static ProblemException keyInFlight() {
        return new ProblemException(
                        409, "idempotency-key-in-flight", "A request with this Idempotency-Key is in progress")
                .withRetryAfter(RETRY_SECONDS);
    }

    static ProblemException keyReused() {
        return new ProblemException(
                422, "idempotency-key-reused", "This Idempotency-Key was already used for another request");
    }

    static ProblemException tooLarge() {
        return new ProblemException(
                413, "commit-too-large", "The events of this request do not fit into one commit of 1 MiB");
    }

    /** @param why a sentence without its full stop */
    static ProblemException notCarriedOut(String why) {
        return new ProblemException(503, "not-carried-out", why + "; the command was not carried out")
                .withRetryAfter(RETRY_SECONDS);
    }

    /** @param why a sentence without its full stop */
    static ProblemException unknown(String why) {
        return new ProblemException(
                        504,
                        "outcome-unknown",
                        why + "; whether the command was carried out is not known."
                                + " Retry it only with the same Idempotency-Key")
                .withRetryAfter(RETRY_SECONDS);
    }
}
