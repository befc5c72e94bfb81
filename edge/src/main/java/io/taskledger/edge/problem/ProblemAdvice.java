package io.taskledger.edge.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** Writes the response to all exceptions of controllers, and of Spring before them. */
@RestControllerAdvice
public final class ProblemAdvice {

    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void failed(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (failure instanceof AccessDeniedException denial) {
            throw denial; // Spring Security decides between "must sign in" and "forbidden"
        }
        if (isOfThisExchange(failure) && DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return; // the client is gone
        }
        var problem = SpringFailures.translate(failure);
        problems.write(request, response, problem == null ? UnexpectedFailures.log(failure) : problem);
    }

    /**
     * Whether the connection to the client failed, and not one to another server: both give "Broken pipe". Tomcat and
     * Spring throw such a failure directly or as the cause of a read or write failure.
     */
    private static boolean isOfThisExchange(Exception failure) {
        return failure instanceof IOException || failure instanceof HttpMessageConversionException;
    }
}
