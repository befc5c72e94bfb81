package io.taskledger.edge.problem;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs unexpected failures: the classes of the failure and its causes and where each was thrown, but no messages.
 * Messages of drivers and parsers quote documents and requests, which contain users' data.
 */
final class UnexpectedFailures {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailures.class);
    private static final int MAX_FRAMES = 12;
    private static final int MAX_CAUSES = 5;

    private UnexpectedFailures() {}

    /** Returns the response, which contains the correlation id of the log line. */
    static ProblemException log(Throwable failure) {
        LOG.error("Unexpected failure:{}", describe(failure));
        return problem();
    }

    static ProblemException problem() {
        var id = MDC.get("correlationId"); // set before any filter runs
        var failure = new ProblemException(500, "internal-error", "An internal error occurred");
        return id == null ? failure : failure.withErrorId(id);
    }

    private static String describe(Throwable failure) {
        var text = new StringBuilder();
        var cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
            text.append(i == 0 ? " " : "\ncaused by ").append(cause.getClass().getName());
            text.append(Arrays.stream(cause.getStackTrace())
                    .limit(MAX_FRAMES)
                    .map(frame -> "\n\tat " + frame)
                    .collect(Collectors.joining()));
        }
        return text.toString();
    }
}
