package io.taskledger.edge.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates a {@link Caller} from a user of Better Auth, as in a token or a session. */
final class CallerFactory {

    private static final int MAX_ID_LENGTH = 255;

    private CallerFactory() {}

    /**
     * @param id the user's id, which is the owner of the data
     * @param user the other claims; claims of an unexpected type are ignored
     * @throws IllegalArgumentException if the id is invalid
     * @throws io.taskledger.edge.problem.ProblemException 403 if the user is banned
     */
    static Caller create(@Nullable String id, Map<String, ?> user, Instant now) {
        if (id == null || !isId(id)) {
            throw new IllegalArgumentException("Not a user id");
        }
        if (Boolean.TRUE.equals(user.get("banned")) && !isPast(user.get("banExpires"), now)) {
            throw AuthFailures.banned();
        }
        return new Caller(id, text(user, "role"), text(user, "email"), text(user, "name"));
    }

    /** The id is stored in commits, and their canonical JSON cannot contain unpaired surrogates. */
    private static boolean isId(String id) {
        return !id.isBlank()
                && id.codePointCount(0, id.length()) <= MAX_ID_LENGTH
                && id.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** A ban without an end, or with an unreadable end, never ends. */
    private static boolean isPast(@Nullable Object time, Instant now) {
        try {
            return time instanceof String text && Instant.parse(text).isBefore(now);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static @Nullable String text(Map<String, ?> user, String name) {
        return user.get(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
