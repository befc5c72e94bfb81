package io.taskledger.command.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a due time: an RFC 3339 date-time, or a plain date, which means the last millisecond of that day in UTC. The
 * digits are read by hand because {@link java.time.format} took 3 % of the CPU of a create.
 */
final class DueTime {

    static final String FORM = "must be a date (2026-11-23) or an RFC 3339 date-time (2026-11-23T18:00:00Z), or null";

    private static final Pattern TEXT = Pattern.compile("(?<date>\\d{4}-\\d\\d-\\d\\d)"
            + "(?:[Tt](?<time>\\d\\d:\\d\\d:\\d\\d)(?:\\.(?<fraction>\\d{1,9}))?(?<offset>[Zz]|[+-]\\d\\d:\\d\\d))?");
    private static final int NANO_DIGITS = 9;

    private DueTime() {}

    /** Null if the text is neither. */
    static @Nullable Instant parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        try {
            var date = date(parts.group("date"));
            return parts.group("time") == null
                    ? date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1)
                    : OffsetDateTime.of(date, time(parts), offset(parts.group("offset")))
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate date(String text) {
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }

    private static LocalTime time(Matcher parts) {
        var text = parts.group("time");
        var fraction = parts.group("fraction");
        int nanos = fraction == null ? 0 : Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
        return LocalTime.of(number(text, 0, 2), number(text, 3, 5), number(text, 6, 8), nanos);
    }

    private static ZoneOffset offset(String text) {
        return text.length() == 1 ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }
}
