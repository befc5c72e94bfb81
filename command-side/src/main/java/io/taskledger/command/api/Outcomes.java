package io.taskledger.command.api;

import io.taskledger.edge.problem.ProblemException;

/**
 * The two responses to a command that could not be finished. After the first, a proxy or a client may repeat the
 * command anywhere; after the second, only with an Idempotency-Key.
 */
final class Outcomes {

    private static final long RETRY_SECONDS = 1;

    private Outcomes() {}

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
