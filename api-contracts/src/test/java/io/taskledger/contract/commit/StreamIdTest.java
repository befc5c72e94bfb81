package io.taskledger.contract.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamIdTest {

    @Test
    void a_task_is_found_in_the_name_of_its_stream() {
        var task = UUID.randomUUID();

        assertThat(StreamId.task(task).task()).isEqualTo(task);
        assertThat(StreamId.task(task)).isEqualTo(new StreamId("task/" + task));
    }

    @Test
    void other_streams_have_no_task() {
        assertThat(StreamId.PROFILE.task()).isNull();
        assertThat(new StreamId("project/7").task()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"task/", "task/x", "task/1-1-1-1-1", "task/0199A1D2-8C00-7000-8000-0000000000AA"})
    void one_task_has_one_name(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamId(name));
    }
}
