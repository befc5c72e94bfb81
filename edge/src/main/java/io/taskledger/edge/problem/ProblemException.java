package io.taskledger.edge.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the client gets as a {@link Problem}, wherever it is thrown. It is expected, so it has no stack trace
 * and is not logged. Immutable.
 */
public final class ProblemException extends RuntimeException {

    private final int status;
    private final String code;
    private final String detail;
    private final Map<String, String> headers;
    private final List<Violation> details;
    private final @Nullable Integer index;
    private final @Nullable String errorId;

    /**
     * @param status the HTTP status, 400 to 599
     * @param code identifies the failure for clients, in kebab-case
     * @param detail a sentence for people; never a token, an e-mail address or a stored text
     */
    public ProblemException(int status, String code, String detail) {
        this(status, code, detail, Map.of(), List.of(), null, null);
    }

    private ProblemException(
            int status,
            String code,
            String detail,
            Map<String, String> headers,
            List<Violation> details,
            @Nullable Integer index,
            @Nullable String errorId) {
        super(code + ": " + detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.headers = headers;
        this.details = details;
        this.index = index;
        this.errorId = errorId;
    }

    /** 400 for a parameter or header that cannot be read. */
    public static ProblemException badRequest(String field, String message) {
        return new ProblemException(400, "bad-request", message).withDetails(List.of(new Violation(field, message)));
    }

    /** 422 for well-formed input that breaks rules: {@code validation-failed}. */
    public static ProblemException invalid(List<Violation> details) {
        String detail = details.size() == 1
                ? details.getFirst().message()
                : "The request breaks %d rules; see details".formatted(details.size());
        return new ProblemException(422, "validation-failed", detail).withDetails(details);
    }

    /** The same failure with one more response header. */
    public ProblemException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProblemException(status, code, detail, Map.copyOf(more), details, index, errorId);
    }

    /** The same failure, with the seconds after which a retry may succeed. */
    public ProblemException withRetryAfter(long seconds) {
        return withHeader("Retry-After", Long.toString(seconds));
    }

    /** The same failure, with details for each field. */
    public ProblemException withDetails(List<Violation> all) {
        return new ProblemException(status, code, detail, headers, List.copyOf(all), index, errorId);
    }

    /** The same failure, for the batch item at this index (from 0). */
    public ProblemException withIndex(int itemIndex) {
        return new ProblemException(status, code, detail, headers, details, itemIndex, errorId);
    }

    /** The same failure, with its id in the logs. */
    ProblemException withErrorId(String id) {
        return new ProblemException(status, code, detail, headers, details, index, id);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    /** Headers of the response, besides the content type. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Empty if no single field caused the failure. */
    public List<Violation> details() {
        return details;
    }

    public @Nullable Integer index() {
        return index;
    }

    public @Nullable String errorId() {
        return errorId;
    }
}
