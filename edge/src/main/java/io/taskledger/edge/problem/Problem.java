package io.taskledger.edge.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * The body of every failure: RFC 9457 with members of our own. Absent members are left out.
 *
 * @param type {@code urn:taskledger:problem:} and the code
 * @param title the status in words
 * @param status the HTTP status
 * @param detail a sentence for a person
 * @param instance the path that was asked for
 * @param code what clients branch on, kebab-case
 * @param message equals {@code detail}, for clients that read {@code message}
 * @param details one for each wrong field or parameter, or null
 * @param index which item of a batch was refused, counted from 0, or null
 * @param errorId what the logs know this failure by, or null
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

    /** The body that tells of a failure of the request for that path. */
    public static Problem of(ProblemException failure, String instance) {
        HttpStatus known = HttpStatus.resolve(failure.status());
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
