package io.taskledger.contract.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyTokenTest {

    private static final CommitHash GENESIS = CommitHash.over("first".getBytes(StandardCharsets.UTF_8));
    private static final CommitHash OTHER = CommitHash.over("other".getBytes(StandardCharsets.UTF_8));

    @Property
    void lane_ledger_and_position_come_back(
            @ForAll @IntRange(max = Short.MAX_VALUE) int lane,
            @ForAll @LongRange(min = -1, max = 281_474_976_710_655L) long position) {
        var token = ConsistencyToken.of(lane, GENESIS, position);

        assertThat(ConsistencyToken.parse(token.toString())).isEqualTo(token);
    }

    @Test
    void it_tells_one_ledger_from_another() {
        var token = ConsistencyToken.of(3, GENESIS, 0);

        assertThat(token.isOf(GENESIS)).isTrue();
        assertThat(token.isOf(OTHER)).isFalse();
    }

    @Test
    void that_of_an_empty_lane_fits_any_ledger() {
        var token = ConsistencyToken.of(3, CommitHash.NONE, -1);

        assertThat(token.isOf(GENESIS)).isTrue();
        assertThat(token).hasToString("p2-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p1-0",
                "p2",
                "p2-",
                "p2--1",
                "p2-00",
                "p2-zzz",
                "p2-0-",
                "p2-0--1",
                "p2-0-0123456789abcdef",
                "p2-0-0123456789abcdef-",
                "p2-0-0123456789abcdeF-1",
                "p2-0-0123456789abcde-1",
                "p2-0-0123456789abcdef-01",
                "p2-0-0123456789abcdef-A",
                "P2-0-0123456789abcdef-1",
                " p2-0",
                "p2-0 ",
                "p2-0\n",
                "p2-0-0123456789abcdef-1.5",
                "p2-0-0123456789abcdef-2rrvthnxts",
                "p2-0-0123456789abcdef-zzzzzzzzzz",
                "p2-0-0123456789abcdef-zzzzzzzzzzzzzzzzzzzzzzzzz",
                "p2-0-0123456789abcdef-\u0663"
            })
    void what_this_service_did_not_make_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsistencyToken.parse(text))
                .withMessage("Not a Consistency-Token of this service");
    }

    @Test
    void there_is_no_token_for_what_is_no_place() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyToken.of(-1, GENESIS, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyToken.of(0, GENESIS, -2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsistencyToken.of(0, GENESIS, CommitId.LAST_POSITION + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyToken(0, "", 0));
    }
}
