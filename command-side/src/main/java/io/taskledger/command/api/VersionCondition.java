package io.taskledger.command.api;

import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.web.EntityTag;
import io.taskledger.edge.web.IfMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns {@code If-Match} into the versions that a command accepts. */
final class VersionCondition {

    /** Each version is decided separately, so their number is limited. */
    private static final int MAX_VERSIONS = 10;

    /** A version that no task or profile has. */
    private static final long IMPOSSIBLE = 0;

    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private VersionCondition() {}

    /**
     * The accepted versions; null means any version. Never empty.
     *
     * @throws ProblemException 400 if the condition has too many versions
     */
    static List<@Nullable Long> of(@Nullable IfMatch condition) {
        var versions = new ArrayList<@Nullable Long>();
        if (condition == null || condition.any()) {
            versions.add(null);
            return versions;
        }
        if (condition.tags().size() > MAX_VERSIONS) {
            throw ProblemException.badRequest(
                    "If-Match", "If-Match must not name more than " + MAX_VERSIONS + " versions");
        }
        condition.tags().stream()
                .filter(tag -> !tag.weak() && VERSION.matcher(tag.opaque()).matches())
                .map(EntityTag::opaque)
                .map(Long::valueOf)
                .distinct()
                .forEach(versions::add);
        if (versions.isEmpty()) {
            versions.add(IMPOSSIBLE);
        }
        return versions;
    }
}
