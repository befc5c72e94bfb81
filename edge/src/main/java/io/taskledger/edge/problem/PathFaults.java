package io.taskledger.edge.problem;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why the container or Spring refuses a path with a bare 400, as far as the path shows it. */
final class PathFaults {

    private PathFaults() {}

    /**
     * The failure with a message, for any refused path.
     *
     * @param path as it was sent; null if it could not be read
     */
    static ProblemException of(@Nullable String path) {
        String fault = path == null ? null : fault(path.toLowerCase(Locale.ROOT));
        return new ProblemException(
                400, "bad-request", fault == null ? "The request line or a header cannot be read" : fault);
    }

    /** The same failure if the path caused it, or null. */
    static @Nullable ProblemException known(String path) {
        return fault(path.toLowerCase(Locale.ROOT)) == null ? null : of(path);
    }

    private static @Nullable String fault(String path) {
        if (path.contains("%2f") || path.contains("%5c") || path.contains("\\")) {
            return "The path must not contain an encoded slash or a backslash";
        }
        if (path.contains(";") || path.contains("%3b")) {
            return "The path must not contain a semicolon";
        }
        if (path.contains("//")) {
            return "The path must not contain an empty segment (two slashes in a row)";
        }
        if (path.contains("%2e") || (path + "/").contains("/./") || (path + "/").contains("/../")) {
            return "The path must not contain a segment of dots or an encoded dot";
        }
        if (path.matches(".*%(?![0-9a-f]{2}).*")) {
            return "A percent sign in the path must be followed by two hexadecimal digits";
        }
        return path.contains("%")
                ? "The path contains an encoded character that is not accepted, such as %25 or a control character"
                : null;
    }
}
