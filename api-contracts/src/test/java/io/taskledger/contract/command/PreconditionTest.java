package io.taskledger.contract.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreconditionTest {

    static Stream<Arguments> conditions_and_versions() {
        return Stream.of(
                Arguments.of(Precondition.none(), null, true),
                Arguments.of(Precondition.none(), 1L, true),
                Arguments.of(Precondition.exists(), null, false),
                Arguments.of(Precondition.exists(), 1L, true),
                Arguments.of(Precondition.version(1), null, false),
                Arguments.of(Precondition.version(1), 1L, true),
                Arguments.of(Precondition.version(1), 2L, false),
                Arguments.of(new Precondition.Version(Set.of(1L, 3L)), 3L, true),
                Arguments.of(new Precondition.Version(Set.of(1L, 3L)), 2L, false),
                Arguments.of(new Precondition.Version(Set.of()), 1L, false));
    }

    @ParameterizedTest
    @MethodSource("conditions_and_versions")
    void a_condition_is_met_by_these_versions_and_no_others(
            Precondition condition, @Nullable Long version, boolean met) {
        assertThat(condition.isMetBy(version)).isEqualTo(met);
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void a_mismatch_names_what_is_and_what_was_expected(Precondition condition, String text) {
        assertThat(condition.mismatch(7)).isEqualTo(text);
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                Arguments.of(Precondition.version(2), "version 7, not 2"),
                Arguments.of(new Precondition.Version(Set.of(12L, 2L)), "version 7, not 2 or 12"),
                Arguments.of(new Precondition.Version(Set.of()), "version 7"));
    }
}
