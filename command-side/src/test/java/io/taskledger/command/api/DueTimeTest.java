package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueTimeTest {

    @Test
    void a_date_means_the_last_millisecond_of_that_day() {
        assertThat(DueTime.parse("2026-02-28")).isEqualTo(Instant.parse("2026-02-28T23:59:59.999Z"));
        assertThat(DueTime.parse("2026-02-29")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-1-1",
                "2026-01-01T",
                "2026-01-01T10:00Z",
                "2026-01-01T10:00:00",
                "2026-01-01T10:00:00.Z",
                "2026-01-01T10:00:00.1234567890Z",
                "2026-01-01T10:00:00+1:00",
                "2026-01-01 10:00:00Z",
                "٢٠٢٦-01-01"
            })
    void another_form_is_refused(String text) {
        assertThat(DueTime.parse(text)).isNull();
    }

    /** The library's own reader, which is slower, decides what is right; the ranges go past what is valid. */
    @Property
    void all_date_times_of_the_form_are_read_as_the_library_reads_them(
            @ForAll @IntRange(max = 9999) int year,
            @ForAll @IntRange(max = 13) int month,
            @ForAll @IntRange(max = 32) int day,
            @ForAll @IntRange(max = 25) int hour,
            @ForAll @IntRange(max = 61) int minute,
            @ForAll @IntRange(max = 61) int second,
            @ForAll @NumericChars @StringLength(max = 9) String fraction,
            @ForAll @IntRange(min = -20, max = 20) int offset) {
        var date = "%04d-%02d-%02d".formatted(year, month, day);
        var time = "%02d:%02d:%02d".formatted(hour, minute, second) + (fraction.isEmpty() ? "" : "." + fraction);
        var zone =
                offset == 0 ? "z" : "%s%02d:%02d".formatted(offset < 0 ? "-" : "+", Math.abs(offset), minute % 2 * 30);
        var text = date + "t" + time + zone;

        assertThat(DueTime.parse(text)).isEqualTo(byLibrary(text));
        assertThat(DueTime.parse(text.toUpperCase(Locale.ROOT))).isEqualTo(byLibrary(text));
        assertThat(DueTime.parse(date)).isEqualTo(endOfDay(date));
    }

    private static @Nullable Instant byLibrary(String text) {
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant endOfDay(String text) {
        try {
            return LocalDate.parse(text)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .minusMillis(1);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
