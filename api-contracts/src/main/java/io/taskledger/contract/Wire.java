package io.taskledger.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;

/** The text forms of values that all public formats share. Thread-safe. */
public final class Wire {

    /** The first instant whose year has four digits. */
    public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** The last instant, in milliseconds, whose year has four digits. */
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final Instant BEYOND = LATEST.plusMillis(1);

    private Wire() {}

    /**
     * Formats as UTC with exactly three fraction digits; anything below a millisecond is cut off.
     *
     * @throws DateTimeException if it is before {@link #EARLIEST} or after the last year of four digits
     */
    public static String time(Instant instant) {
        if (instant.isBefore(EARLIEST) || !instant.isBefore(BEYOND)) {
            throw new DateTimeException("The year has no four digits");
        }
        return WireTime.format(instant);
    }

    /**
     * Reads what {@link #time(Instant)} writes, and nothing else.
     *
     * @throws DateTimeException if the text has another form or is not a valid time
     */
    public static Instant time(String text) {
        var instant = WireTime.parse(text);
        if (instant.isBefore(EARLIEST)) {
            throw new DateTimeException("There is no year 0");
        }
        return instant;
    }

    /**
     * The enum constant with this wire name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static <E extends Enum<E> & Named> E named(Class<E> type, String wireName) {
        for (var constant : type.getEnumConstants()) {
            if (constant.wireName().equals(wireName)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("There is no " + type.getSimpleName() + " named '" + wireName + "'");
    }

    /** An enum whose constants have a name of their own in JSON. */
    public interface Named {

        /** Lower case, words separated by underscores. */
        @JsonValue
        String wireName();
    }
}
