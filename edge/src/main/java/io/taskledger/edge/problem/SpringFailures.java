package io.taskledger.edge.problem;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Spring's request failures with our messages: Spring's own messages quote the request and name classes. */
final class SpringFailures {

    private SpringFailures() {}

    /** The response to this exception, or null if the client did not cause it. */
    static @Nullable ProblemException translate(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> known;
            case HttpMessageNotReadableException unreadable -> body(unreadable);
            case IOException cut when isOfTheBody(cut) -> incomplete();
            case MissingServletRequestParameterException missing ->
                ProblemException.badRequest(
                        missing.getParameterName(), "Parameter " + missing.getParameterName() + " is missing");
            case MissingRequestValueException missing ->
                new ProblemException(400, "bad-request", "A parameter or header is missing");
            case MethodArgumentTypeMismatchException mismatch ->
                ProblemException.badRequest(
                        mismatch.getName(), "Parameter " + mismatch.getName() + " has an invalid format");
            case InvalidParameterException undecodable ->
                new ProblemException(
                        400, "bad-request", "The query parameters cannot be decoded, or there are too many");
            case ErrorResponse known
            when known.getStatusCode().value() < 500 ->
                withHeaders(StatusFailures.of(known.getStatusCode().value()), known.getHeaders());
            default -> null;
        };
    }

    private static ProblemException withHeaders(ProblemException failure, HttpHeaders headers) {
        var problem = failure;
        for (var name : headers.headerNames()) {
            problem = problem.withHeader(name, String.join(", ", headers.getOrEmpty(name)));
        }
        return problem;
    }

    private static ProblemException body(HttpMessageNotReadableException unreadable) {
        for (var cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ProblemException known -> {
                    return known;
                }
                case IOException cut
                when isOfTheBody(cut) -> {
                    return incomplete();
                }
                case StreamReadException broken -> {
                    return malformed("The body is not valid JSON");
                }
                case StreamConstraintsException excess -> {
                    return malformed("The body is nested too deep, or a name or number in it is too long");
                }
                case UnrecognizedPropertyException unknown -> {
                    return violation(unknown, "is not a field of this request");
                }
                case DatabindException mismatch -> {
                    return violation(mismatch, "has an invalid type or value");
                }
                default -> {}
            }
        }
        return malformed("A JSON body is required");
    }

    /** Tomcat's messages for a body that ends too early, stops arriving, or has invalid chunks. */
    private static boolean isOfTheBody(IOException failure) {
        return failure instanceof EOFException
                || failure instanceof SocketTimeoutException
                || failure instanceof BadRequestException;
    }

    private static ProblemException incomplete() {
        return new ProblemException(400, "bad-request", "The body is incomplete or did not arrive in time");
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(400, "malformed-json", detail);
    }

    private static ProblemException violation(DatabindException mismatch, String what) {
        var field = field(mismatch);
        return ProblemException.invalid(
                List.of(new Violation(field, (field.isEmpty() ? "The body" : field) + " " + what)));
    }

    private static String field(DatabindException mismatch) {
        var field = new StringBuilder();
        mismatch.getPath().forEach(step -> {
            if (step.getPropertyName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        });
        return field.toString();
    }
}
