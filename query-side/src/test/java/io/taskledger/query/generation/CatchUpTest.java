package io.taskledger.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.query.projection.Checkpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final CommitHash GENESIS = CommitHash.over(new byte[] {1});

    private final CatchUp catchUp = new CatchUp(new Lanes(1), true, List.of(Map.of(0, at(10))));

    @Test
    void a_complete_generation_needs_what_the_others_have_and_no_kafka() {
        assertThat(catchUp.isReached(Map.of(0, at(9)))).isFalse();
        assertThat(catchUp.isReached(Map.of(0, at(10)))).isTrue();
    }

    @Test
    void what_the_others_apply_meanwhile_is_needed_too_so_that_no_reader_goes_back() {
        catchUp.sawOthers(List.of(Map.of(0, at(20))));

        assertThat(catchUp.isReached(Map.of(0, at(15)))).isFalse();
        assertThat(catchUp.isReached(Map.of(0, at(20)))).isTrue();
    }

    @Test
    void it_may_also_have_what_the_topic_had_at_the_last_look() {
        catchUp.sawEnds(Map.of(0, 5L));

        assertThat(catchUp.isReached(Map.of(0, at(4)))).isTrue();
    }

    private static Checkpoint at(long position) {
        return new Checkpoint(position, GENESIS, position + 1, GENESIS, 0);
    }
}
