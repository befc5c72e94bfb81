package io.taskledger.command.api;

import io.taskledger.contract.command.Precondition;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.web.EntityTag;
import io.taskledger.edge.web.IfMatch;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code If-Match} of a task or a profile, whose entity tag is its version. */
final class Preconditions {

    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private Preconditions() {}

    /** @throws ProblemException 400 if the header cannot be read */
    static Precondition of(HttpServletRequest request) {
        var condition = IfMatch.of(request);
        if (condition == null) {
            return Precondition.none();
        }
        return condition.any()
                ? Precondition.exists()
                : new Precondition.Version(condition.tags().stream()
                        .filter(tag ->
                                !tag.weak() && VERSION.matcher(tag.opaque()).matches())
                        .map(EntityTag::opaque)
                        .map(Long::valueOf)
                        .collect(Collectors.toSet()));
    }
}
