package io.taskledger.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The condition that a resource differs from what the client has (RFC 9110, section 13.1.2).
 *
 * @param tags the states the client has; empty for {@code *}, any state
 */
public record IfNoneMatch(List<EntityTag> tags) {

    public IfNoneMatch {
        tags = List.copyOf(tags);
    }

    /**
     * The request's condition, or null if it has none or an unreadable one: a complete response is more useful to the
     * client than an error.
     */
    public static @Nullable IfNoneMatch of(HttpServletRequest request) {
        var header = Headers.joined(request, "If-None-Match");
        return header == null ? null : parse(header);
    }

    /** Null if the text cannot be read. */
    static @Nullable IfNoneMatch parse(String header) {
        if (header.strip().equals("*")) {
            return new IfNoneMatch(List.of());
        }
        var tags = EntityTag.list(header);
        return tags == null ? null : new IfNoneMatch(tags);
    }

    /** Whether the client already has this state, so that the response is 304. */
    public boolean has(EntityTag current) {
        return tags.isEmpty() || tags.stream().anyMatch(current::matchesWeakly);
    }
}
