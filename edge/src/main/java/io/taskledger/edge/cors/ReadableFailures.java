package io.taskledger.edge.cors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/**
 * Lets the page that asked read a failure. The frontend's pages read all of it, as they read any answer. Pages of any
 * other origin read their refusal, but without the visitor's credentials: it says nothing that they did not send
 * themselves.
 */
final class ReadableFailures {

    private final FrontendOrigins frontend;

    ReadableFailures(FrontendOrigins frontend) {
        this.frontend = frontend;
    }

    /** Adds the headers that the CORS protocol wants, unless they are there. */
    void permit(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            return;
        }
        if (!response.getHeaders(HttpHeaders.VARY).contains(HttpHeaders.ORIGIN)) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        if (frontend.origins().contains(origin)) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            response.setHeader(
                    HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", FrontendCors.EXPOSED_HEADERS));
        } else {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
    }
}
