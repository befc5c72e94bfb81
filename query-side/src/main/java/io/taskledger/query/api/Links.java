package io.taskledger.query.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Links to other pages of the same list, relative to the service, because a proxy may hide its origin. */
final class Links {

    private static final String CURSOR = "cursor";

    private Links() {}

    /**
     * The request's target with another cursor. Everything else stays byte for byte: the server accepts only characters
     * that RFC 3986 allows in a target, so it is safe in a header.
     *
     * @param cursor needs no escaping
     */
    static String with(HttpServletRequest request, String cursor) {
        var query = request.getQueryString() == null ? "" : request.getQueryString();
        var parts = Stream.of(query.split("&")).filter(part -> !part.isEmpty() && !isCursor(part));
        return Stream.concat(parts, Stream.of(CURSOR + "=" + cursor))
                .collect(Collectors.joining("&", request.getRequestURI() + "?", ""));
    }

    private static boolean isCursor(String part) {
        return CURSOR.equals(URLDecoder.decode(part.split("=", 2)[0], StandardCharsets.UTF_8));
    }
}
