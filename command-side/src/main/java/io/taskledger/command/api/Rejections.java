package io.taskledger.command.api;

import io.taskledger.command.decision.Rejection;
import io.taskledger.command.decision.RejectionCode;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import java.util.List;

/** Turns a rejection into a response. */
final class Rejections {

    private Rejections() {}

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
    static ProblemException problem(Rejection rejection, String prefix) {
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
}
