package io.taskledger.query.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.edge.SettingException;
import org.junit.jupiter.api.Test;

class BarrierPropertiesTest {

    @Test
    void queries_without_a_token_wait_where_commands_are_answered_once_they_are_published() {
        assertThat(new BarrierProperties("stored", null, 64).withoutToken()).isFalse();
        assertThat(new BarrierProperties("published", null, 64).withoutToken()).isTrue();
    }

    @Test
    void a_setting_of_its_own_overrides_that() {
        assertThat(new BarrierProperties("stored", true, 64).withoutToken()).isTrue();
        assertThat(new BarrierProperties("published", false, 64).withoutToken()).isFalse();
    }

    @Test
    void another_way_to_acknowledge_is_refused() {
        assertThatThrownBy(() -> new BarrierProperties("sometimes", null, 64))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("taskledger.acknowledge");
    }
}
