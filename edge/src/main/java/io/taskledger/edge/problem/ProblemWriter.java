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
 * Writes failures as {@code application/problem+json}, whatever the client accepts, so that all failures have one
 * format. Thread-safe.
 */
public final class ProblemWriter {

    private final JsonMapper json = JsonMapper.shared();
    private final BiConsumer<HttpServletRequest, HttpServletResponse> permission;

    /** @param permission adds headers that let the calling page read the response */
    public ProblemWriter(BiConsumer<HttpServletRequest, HttpServletResponse> permission) {
        this.permission = permission;
    }

    /** Responds with this failure, unless the response has already begun. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException failure)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var body = json.writeValueAsBytes(Problem.of(failure, reference(path(request))));
        response.resetBuffer();
        response.setStatus(failure.status());
        permission.accept(request, response);
        failure.headers().forEach(response::setHeader);
        response.setContentType(Problem.MEDIA_TYPE.toString());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The path of the client's request, even while the container dispatches to the error page. */
    static String path(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked) {
            return asked;
        }
        var path = request.getRequestURI();
        return path == null ? "/" : path; // a broken request line has no path
    }

    /** The path as a URI reference, escaped if necessary. */
    private static String reference(String path) {
        try {
            return new URI(path).toString();
        } catch (URISyntaxException e) {
            return UriUtils.encodePath(path, StandardCharsets.UTF_8);
        }
    }
}
