package io.taskledger.edge.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * The body of every failure: RFC 9457 with additional members. Absent members are left out.
 *
 * @param type {@code urn:taskledger:problem:} and the code
 * @param title the status in words
 * @param status the HTTP status
 * @param detail a sentence for a person
 * @param instance the path of the request
 * @param code identifies the failure for clients, in kebab-case
 * @param message equals {@code detail}, for clients that read {@code message}
 * @param details one for each invalid field or parameter, or null
 * @param index the item of a batch that was refused, counted from 0, or null
 * @param errorId the id of this failure in the logs, or null
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String message,
        @JsonInclude(Include.NON_NULL) @Nullable List<Violation> details,
        @JsonInclude(Include.NON_NULL) @Nullable Integer index,
        @JsonInclude(Include.NON_NULL) @Nullable String errorId) {

    /** {@code application/problem+json}. */
    public static final MediaType MEDIA_TYPE = MediaType.APPLICATION_PROBLEM_JSON;

    /** The body for a failure of a request for this path. */
    public static Problem of(ProblemException failure, String instance) {
        var known = HttpStatus.resolve(failure.status());
        return new Problem(
                "urn:taskledger:problem:" + failure.code(),
                known == null ? "Failure" : known.getReasonPhrase(),
                failure.status(),
                failure.detail(),
                instance,
                failure.code(),
                failure.detail(),
                failure.details().isEmpty() ? null : failure.details(),
                failure.index(),
                failure.errorId());
    }
}
