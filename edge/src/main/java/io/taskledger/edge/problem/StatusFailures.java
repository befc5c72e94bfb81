package io.taskledger.edge.problem;

import org.springframework.http.HttpStatus;

/** The failure for a bare status from the container or Spring. */
final class StatusFailures {

    private StatusFailures() {}

    static ProblemException of(int status) {
        return switch (status) {
            case 404 -> new ProblemException(404, "not-found", "There is nothing at this path");
            case 405 ->
                new ProblemException(405, "method-not-allowed", "This path does not support the method; see Allow");
            case 406 -> new ProblemException(406, "not-acceptable", "None of the media types in Accept can be sent");
            case 413 -> new ProblemException(413, "payload-too-large", "The body is too large");
            case 415 ->
                new ProblemException(415, "unsupported-media-type", "The media type of the body is not supported");
            case 503 ->
                new ProblemException(503, "shutting-down", "The service does not accept requests now")
                        .withRetryAfter(5);
            default -> other(status);
        };
    }

    private static ProblemException other(int status) {
        var known = HttpStatus.resolve(status);
        if (known == null || !known.isError() || known == HttpStatus.INTERNAL_SERVER_ERROR) {
            return UnexpectedFailures.problem();
        }
        return new ProblemException(status, "bad-request", "The request was refused: " + known.getReasonPhrase());
    }
}
