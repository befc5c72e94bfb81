package io.taskledger.edge.web;

import io.taskledger.edge.problem.ProblemException;
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
     * The request's condition, or null if it has none.
     *
     * @throws ProblemException 400 if the header cannot be read
     */
    public static @Nullable IfNoneMatch of(HttpServletRequest request) {
        String header = Headers.joined(request, "If-None-Match");
        return header == null ? null : parse(header);
    }

    /** @throws ProblemException 400 if the text cannot be read */
    public static IfNoneMatch parse(String header) {
        if (header.strip().equals("*")) {
            return new IfNoneMatch(List.of());
        }
        List<EntityTag> tags = EntityTag.list(header);
        if (tags == null) {
            throw ProblemException.badRequest(
                    "If-None-Match", "If-None-Match must be *, or quoted entity tags such as \"3\"");
        }
        return new IfNoneMatch(tags);
    }

    /** Whether the client has that state already, so that a read answers 304. */
    public boolean has(EntityTag current) {
        return tags.isEmpty() || tags.stream().anyMatch(current::matchesWeakly);
    }
}
