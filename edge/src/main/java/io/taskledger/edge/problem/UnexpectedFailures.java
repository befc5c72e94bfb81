package io.taskledger.edge.problem;

import io.taskledger.edge.web.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what nobody foresaw: the classes of the failure and its causes and where each was thrown, but no messages, since
 * those of drivers and parsers quote documents and requests, and those are the users' own.
 */
final class UnexpectedFailures {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailures.class);
    private static final int FRAMES = 12;
    private static final int CAUSES = 5;

    private UnexpectedFailures() {}

    static void log(Throwable failure, HttpServletRequest request) {
        LOG.error("Unexpected failure, error id {}:{}", Trace.correlationId(request), describe(failure));
    }

    private static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable cause = failure;
        for (int i = 0; i < CAUSES && cause != null; i++, cause = cause.getCause()) {
            text.append(i == 0 ? " " : "\ncaused by ").append(cause.getClass().getName());
            text.append(Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "\n\tat " + frame)
                    .collect(Collectors.joining()));
        }
        return text.toString();
    }
}
