package io.taskledger.contract.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetailsEditTest {

    private static final Instant DUE = Instant.parse("2026-11-23T23:59:59.999Z");
    private static final TaskDetails DETAILS = new TaskDetails("t", "d", Priority.LOW, DUE, List.of("a"));

    @Test
    void the_edit_of_all_details_gives_those_details() {
        var other = new TaskDetails("u", "", Priority.NONE, null, List.of());

        assertThat(other.with(DetailsEdit.all(DETAILS))).isEqualTo(DETAILS);
        assertThat(DETAILS.with(DetailsEdit.all(other))).isEqualTo(other);
    }

    @Test
    void nothing_is_left_of_an_edit_to_the_same_values() {
        assertThat(DetailsEdit.all(DETAILS).changing(DETAILS).isEmpty()).isTrue();
    }

    @Test
    void only_what_changes_is_left() {
        var edit = new DetailsEdit("u", "d", null, new DetailsEdit.Due(null), List.of("a"));

        assertThat(edit.changing(DETAILS)).isEqualTo(new DetailsEdit("u", null, null, new DetailsEdit.Due(null), null));
    }

    @Test
    void clearing_a_due_time_that_is_not_there_changes_nothing() {
        var never = new TaskDetails("t", "d", Priority.LOW, null, List.of());

        assertThat(new DetailsEdit(null, null, null, new DetailsEdit.Due(null), null)
                        .changing(never)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_due_time_has_milliseconds() {
        var finer = DUE.plusNanos(999);

        assertThat(new DetailsEdit.Due(finer).value()).isEqualTo(DUE);
        assertThat(new TaskDetails("t", "", Priority.NONE, finer, List.of()).due())
                .isEqualTo(DUE);
    }
}
