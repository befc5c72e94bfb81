package io.taskledger.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The textual forms that every boundary shares. Thread-safe. */
public final class Wire {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** The first instant whose year has four digits. */
    public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** The last instant, in milliseconds, whose year has four digits. */
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Wire() {}

    /** Formats as UTC with exactly three fraction digits; anything below a millisecond is cut off. */
    public static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /**
     * The enum constant behind a wire name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static <E extends Enum<E> & Named> E named(Class<E> type, String wireName) {
        for (E constant : type.getEnumConstants()) {
            if (constant.wireName().equals(wireName)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("No " + type.getSimpleName() + " is called '" + wireName + "'");
    }

    /** An enum whose constants have a name of their own in JSON. */
    public interface Named {

        /** Lower case, words separated by underscores. */
        @JsonValue
        String wireName();
    }
}
