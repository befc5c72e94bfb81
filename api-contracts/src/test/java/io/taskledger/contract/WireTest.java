package io.taskledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
