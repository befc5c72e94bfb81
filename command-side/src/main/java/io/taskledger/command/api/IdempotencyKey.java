package io.taskledger.command.api;

import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header-07): a quoted text, or one without quotes,
 * because many clients send it like this.
 */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern QUOTED = Pattern.compile("\"([\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255})\"");
    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255}");

    private IdempotencyKey() {}

    /**
     * The key, without quotes; null if the request has none.
     *
     * @param lines all lines of the header
     * @throws ProblemException 400 if the header is invalid or repeated
     */
    static @Nullable String of(List<String> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        var line = lines.getFirst().strip();
        var quoted = QUOTED.matcher(line);
        if (lines.size() == 1 && quoted.matches()) {
            return quoted.group(1);
        }
        if (lines.size() == 1 && BARE.matcher(line).matches()) {
            return line;
        }
        var message = "Idempotency-Key must be one text of 1 to 255 visible ASCII characters, preferably a quoted UUID";
        throw new ProblemException(400, "bad-idempotency-key", message)
                .withDetails(List.of(new Violation(HEADER, message)));
    }
}
