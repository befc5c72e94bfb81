package io.taskledger.edge.web;

import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The condition that a resource is unchanged since the client saw it (RFC 9110, section 13.1.1).
 *
 * @param tags the accepted states; empty for {@code *}, which accepts any state of a resource that exists
 */
public record IfMatch(List<EntityTag> tags) {

    public IfMatch {
        tags = List.copyOf(tags);
    }

    /**
     * The request's condition, or null if it has none.
     *
     * @throws ProblemException 400 if the header cannot be read
     */
    public static @Nullable IfMatch of(HttpServletRequest request) {
        var header = Headers.joined(request, "If-Match");
        return header == null ? null : parse(header);
    }

    /** @throws ProblemException 400 if the text cannot be read */
    public static IfMatch parse(String header) {
        if (header.strip().equals("*")) {
            return new IfMatch(List.of());
        }
        var tags = EntityTag.list(header);
        if (tags == null) {
            throw ProblemException.badRequest("If-Match", "If-Match must be *, or quoted entity tags such as \"3\"");
        }
        return new IfMatch(tags);
    }

    /** Whether any state of an existing resource is accepted. */
    public boolean any() {
        return tags.isEmpty();
    }
}
