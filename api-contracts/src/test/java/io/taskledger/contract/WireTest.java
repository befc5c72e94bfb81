package io.taskledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:30:00Z, 2026-11-23T09:30:00.000Z",
        "2026-11-23T09:30:00.1Z, 2026-11-23T09:30:00.100Z",
        "2026-11-23T09:30:00.999999999Z, 2026-11-23T09:30:00.999Z",
        "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z"
    })
    void a_time_has_exactly_three_fraction_digits(Instant time, String written) {
        assertThat(Wire.time(time)).isEqualTo(written);
    }

    @Test
    void the_bounds_have_years_of_four_digits() {
        assertThat(Wire.time(Wire.EARLIEST)).isEqualTo("0001-01-01T00:00:00.000Z");
        assertThat(Wire.time(Wire.LATEST)).isEqualTo("9999-12-31T23:59:59.999Z");
    }

    @Property
    void a_time_is_written_and_read_as_the_library_does_it(
            @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) {
        var time = Instant.ofEpochMilli(millis);
        var written =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter().format(time);

        assertThat(Wire.time(time)).isEqualTo(written);
        assertThat(Wire.time(written)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T09:30:00Z",
                "2026-11-23T09:30:00.0000Z",
                "2026-11-23t09:30:00.000z",
                "2026-11-23T09:30:00.000+00:00",
                "2026-02-30T09:30:00.000Z",
                "2026-11-23T24:00:00.000Z",
                "2026-11-23T09:30:60.000Z",
                "2026-11-23T09:3\u0660:00.000Z",
                "-026-11-23T09:30:00.000Z",
                "0000-11-23T09:30:00.000Z",
                ""
            })
    void another_form_is_no_time(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Wire.time(text));
    }

    @Test
    void a_year_without_four_digits_is_not_written() {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Wire.time(Wire.EARLIEST.minusMillis(1)));
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Wire.time(Wire.LATEST.plusMillis(1)));
    }

    @ParameterizedTest
    @EnumSource
    void a_status_is_found_by_its_name(Status status) {
        assertThat(Status.of(status.wireName())).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void a_priority_is_found_by_its_name(Priority priority) {
        assertThat(Priority.of(priority.wireName())).isEqualTo(priority);
    }

    @Test
    void another_name_or_another_case_is_no_name() {
        assertThatIllegalArgumentException().isThrownBy(() -> Status.of("OPEN"));
        assertThatIllegalArgumentException().isThrownBy(() -> Priority.of(""));
    }
}
