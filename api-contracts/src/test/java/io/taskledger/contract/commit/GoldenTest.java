package io.taskledger.contract.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.event.EventCodec;
import io.taskledger.contract.event.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commit format, as bytes that must never change: stored commits are hashed as they are and kept forever. */
class GoldenTest {

    private static final EventCodec CODEC = EventCodec.standard();

    static List<Golden> all() {
        return Golden.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void writing_gives_exactly_the_golden_bytes(Golden golden) {
        assertThat(golden.commit().bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(new String(golden.bytes(), StandardCharsets.UTF_8));
        assertThat(golden.commit().bytes()).isEqualTo(golden.bytes());
    }

    @ParameterizedTest
    @MethodSource("all")
    void reading_the_golden_bytes_gives_back_exactly_the_commit(Golden golden) {
        assertThat(CommitCodec.decode(golden.bytes()))
                .usingRecursiveComparison()
                .isEqualTo(golden.commit());
    }

    @ParameterizedTest
    @MethodSource("all")
    void reading_the_data_gives_back_exactly_the_events(Golden golden) {
        var events = CommitCodec.decode(golden.bytes()).content().events();

        assertThat(events.stream().map(CODEC::read)).containsExactlyElementsOf(golden.events());
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_announced_size_covers_the_bytes(Golden golden) {
        var prepared = PreparedCommit.of(golden.commit().lane(), golden.commit().content());

        assertThat(prepared.size()).isGreaterThanOrEqualTo(golden.bytes().length);
        assertThat(prepared.at(CommitId.LAST_POSITION, CommitHash.NONE).bytes()).hasSize(prepared.size());
    }

    @Test
    void the_hashes_are_those_that_sha256sum_prints() throws IOException {
        var lines = all().stream()
                .map(golden -> CommitHash.over(golden.bytes()) + "  " + golden.file())
                .collect(Collectors.joining("\n", "", "\n"));

        try (var sums = getClass().getResourceAsStream("/golden/SHA256SUMS")) {
            assertThat(sums).asString(StandardCharsets.UTF_8).isEqualTo(lines);
        }
    }

    @Test
    void every_commit_of_the_chain_names_the_hash_before_it() {
        var previous = CommitHash.NONE;
        for (var golden : all().subList(0, all().size() - 1)) {
            var commit = CommitCodec.decode(golden.bytes());

            assertThat(commit.previous()).as(golden.file()).isEqualTo(previous);
            previous = commit.hash();
        }
    }

    @Test
    void renumbering_changes_position_previous_and_hash_and_nothing_else() {
        var chain = all();
        var renumbered = chain.getLast().commit();
        var original = chain.get(chain.size() - 2).commit();

        assertThat(renumbered.hash()).isNotEqualTo(original.hash());
        assertThat(new String(renumbered.bytes(), StandardCharsets.UTF_8)
                        .replace("\"position\":281474976710655", "\"position\":9")
                        .replace(
                                renumbered.previous().toString(),
                                original.previous().toString()))
                .isEqualTo(new String(original.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void every_event_type_has_a_golden_event() {
        assertThat(all().stream().flatMap(golden -> golden.events().stream()).map(EventType::of))
                .containsAll(Arrays.asList(EventType.values()));
    }
}
