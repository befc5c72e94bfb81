package io.taskledger.edge.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers whatever a controller, or Spring on the way to it, throws. */
@RestControllerAdvice
public final class ProblemAdvice {

    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void failed(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (failure instanceof AccessDeniedException denial) {
            throw denial; // Spring Security tells who has to sign in from who may not
        }
        if (isOfThisExchange(failure) && DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return; // nobody is left to answer
        }
        ProblemException answer = SpringFailures.translate(failure);
        problems.write(request, response, answer == null ? UnexpectedFailures.log(failure) : answer);
    }

    /**
     * Whether the exchange with the client failed, and not one with a server of ours: "Broken pipe" is what both say.
     * Tomcat and Spring throw such a failure as it is or as the cause of what could not be read or written.
     */
    private static boolean isOfThisExchange(Exception failure) {
        return failure instanceof IOException || failure instanceof HttpMessageConversionException;
    }
}
