package io.taskledger.contract.commit;

import java.util.regex.Pattern;

/**
 * What a command answers in the {@code Consistency-Token} header and a query sends back to read its own write: the
 * position in the caller's own lane that the read model must have applied. Opaque to clients. The lane is not part of
 * it, so a token of somebody else reveals and reaches nothing.
 */
public record ConsistencyToken(long position) {

    private static final Pattern FORM = Pattern.compile("p1-(0|[1-9a-z][0-9a-z]{0,9})");

    /** @throws IllegalArgumentException if no lane has such a position */
    public ConsistencyToken {
        if (position < 0 || position > CommitId.LAST_POSITION) {
            throw new IllegalArgumentException("No position: " + position);
        }
    }

    /** @throws IllegalArgumentException if the text was not made by {@link #toString} */
    public static ConsistencyToken parse(String text) {
        if (FORM.matcher(text).matches()) {
            long position = Long.parseLong(text.substring(3), 36);
            if (position <= CommitId.LAST_POSITION) {
                return new ConsistencyToken(position);
            }
        }
        throw new IllegalArgumentException("Not a Consistency-Token of this service");
    }

    @Override
    public String toString() {
        return "p1-" + Long.toString(position, 36);
    }
}
