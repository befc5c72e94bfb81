package io.taskledger.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The condition that a resource is not what the client has already (RFC 9110, section 13.1.2).
 *
 * @param tags the states the client has; empty for {@code *}, any state
 */
public record IfNoneMatch(List<EntityTag> tags) {

    public IfNoneMatch {
        tags = List.copyOf(tags);
    }

    /**
     * The request's condition, or null if it has none, or one that cannot be read: a client that gets a whole answer is
     * served better than one that gets none.
     */
    public static @Nullable IfNoneMatch of(HttpServletRequest request) {
        String header = Headers.joined(request, "If-None-Match");
        return header == null ? null : parse(header);
    }

    /** Null if the text cannot be read. */
    static @Nullable IfNoneMatch parse(String header) {
        if (header.strip().equals("*")) {
            return new IfNoneMatch(List.of());
        }
        List<EntityTag> tags = EntityTag.list(header);
        return tags == null ? null : new IfNoneMatch(tags);
    }

    /** Whether the client has that state already, so that a read answers 304. */
    public boolean has(EntityTag current) {
        return tags.isEmpty() || tags.stream().anyMatch(current::matchesWeakly);
    }
}
