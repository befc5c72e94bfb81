package io.taskledger.command.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a due time: an RFC 3339 date-time, or a plain date, which means the last millisecond of that day in UTC. */
final class DueTime {

    static final String FORM = "must be a date (2026-11-23) or an RFC 3339 date-time (2026-11-23T18:00:00Z), or null";

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private DueTime() {}

    /** Null if the text is neither. */
    static @Nullable Instant parse(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusMillis(1);
            }
            return DATE_TIME.matcher(text).matches()
                    ? OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant()
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
