package io.taskledger.edge.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes failures as {@code application/problem+json}, whatever the client said that it accepts: a failure in another
 * form than all others would help nobody. Thread-safe.
 */
public final class ProblemWriter {

    private final JsonMapper json = JsonMapper.shared();
    private final BiConsumer<HttpServletRequest, HttpServletResponse> permission;

    /** @param permission lets the page that asked read the answer, by headers on it */
    public ProblemWriter(BiConsumer<HttpServletRequest, HttpServletResponse> permission) {
        this.permission = permission;
    }

    /** Answers with that failure, unless the answer has begun already. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException failure)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json.writeValueAsBytes(Problem.of(failure, reference(path(request))));
        response.resetBuffer();
        response.setStatus(failure.status());
        permission.accept(request, response);
        failure.headers().forEach(response::setHeader);
        response.setContentType(Problem.MEDIA_TYPE.toString());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** What the client asked for, also while the container dispatches to the error page. */
    static String path(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked) {
            return asked;
        }
        String path = request.getRequestURI();
        return path == null ? "/" : path; // a broken request line has none
    }

    /** The path as a URI reference: what is none by itself is escaped. */
    private static String reference(String path) {
        try {
            return new URI(path).toString();
        } catch (URISyntaxException e) {
            return UriUtils.encodePath(path, StandardCharsets.UTF_8);
        }
    }
}
