package io.taskledger.edge.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Writes the response to requests that Tomcat refuses before any filter, such as broken request lines, without Tomcat's
 * HTML.
 */
public final class ProblemValve extends ErrorReportValve {

    private final ProblemWriter problems;

    ProblemValve(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            problems.write(
                    request,
                    response,
                    status == 400 ? PathFaults.of(request.getRequestURI()) : StatusFailures.of(status));
            response.finishResponse();
        } catch (IOException e) {
            // the client has gone
        }
    }
}
