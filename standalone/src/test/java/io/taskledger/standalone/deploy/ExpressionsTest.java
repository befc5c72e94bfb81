package io.taskledger.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The metric names that TwoProcessesIT checks are parsed correctly from the dashboard and the rules. */
class ExpressionsTest {

    @Test
    void metrics_are_told_from_functions_labels_and_words() {
        assertThat(Expressions.metrics())
                .contains(
                        "taskledger_parked",
                        "taskledger_health",
                        "taskledger_relay_lag",
                        "taskledger_barrier_wait_seconds_sum",
                        "jvm_memory_used_bytes")
                .doesNotContain("sum", "rate", "max", "lane", "instance", "component", "by", "or", "job", "m", "up");
    }
}
