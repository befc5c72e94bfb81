package io.taskledger.query.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** Links to other pages of the same list, relative to the service, whose origin a proxy may hide. */
final class Links {

    private Links() {}

    static String with(HttpServletRequest request, String cursor) {
        var uri = UriComponentsBuilder.fromPath(request.getRequestURI());
        if (request.getQueryString() != null) {
            uri.query(request.getQueryString());
        }
        return uri.replaceQueryParam("cursor", cursor).build(true).toUriString();
    }
}
