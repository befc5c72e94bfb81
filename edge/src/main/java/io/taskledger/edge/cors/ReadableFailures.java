package io.taskledger.edge.cors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/**
 * Lets the calling page read a failure. Pages of the frontend can read all of it, like any response. Pages of other
 * origins can read that they are refused, but without the visitor's credentials: such a response contains only what
 * they sent themselves.
 */
final class ReadableFailures {

    private final FrontendOrigins frontend;

    ReadableFailures(FrontendOrigins frontend) {
        this.frontend = frontend;
    }

    /** Adds the CORS headers, unless they are present. */
    void permit(HttpServletRequest request, HttpServletResponse response) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
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
