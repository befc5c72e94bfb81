package io.taskledger.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads list-valued headers. */
final class Headers {

    private Headers() {}

    /** All lines of a header as one list (RFC 9110, section 5.2), or null if the header is missing. */
    static @Nullable String joined(HttpServletRequest request, String name) {
        List<String> lines = Collections.list(request.getHeaders(name));
        return lines.isEmpty() ? null : String.join(", ", lines);
    }
}
