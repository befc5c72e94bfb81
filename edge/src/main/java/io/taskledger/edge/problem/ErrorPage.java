package io.taskledger.edge.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Writes the response to failures outside Spring MVC: in a filter, or with a bare status. Replaces Boot's error pages.
 */
@Controller
public final class ErrorPage implements ErrorController {

    private final ProblemWriter problems;

    ErrorPage(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void respond(HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, failure(request));
    }

    private static ProblemException failure(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            var known = SpringFailures.translate(thrown);
            return known == null ? UnexpectedFailures.log(thrown) : known;
        }
        // without a status, a client requested this path itself
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer given ? given : 404;
        ProblemException path = status == 400 ? PathFaults.known(ProblemWriter.path(request)) : null;
        return path == null ? StatusFailures.of(status) : path;
    }
}
