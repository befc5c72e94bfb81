package io.taskledger.contract.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyTokenTest {

    @Property
    void the_position_comes_back(@ForAll @LongRange(max = 281_474_976_710_655L) long position) {
        var token = new ConsistencyToken(position);

        assertThat(ConsistencyToken.parse(token.toString())).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p1",
                "p1-",
                "p1--1",
                "p2-0",
                "P1-0",
                "p1-A",
                "p1-00",
                "p1-01",
                " p1-0",
                "p1-0 ",
                "p1-0\n",
                "p1-1.5",
                "p1-2rrvthnxts",
                "p1-zzzzzzzzzz",
                "p1-00000000000",
                "p1-zzzzzzzzzzzzzzzzzzzzzzzzz",
                "p1-\u0663"
            })
    void what_this_service_did_not_make_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsistencyToken.parse(text))
                .withMessage("Not a Consistency-Token of this service");
    }

    @Test
    void there_is_no_token_for_what_is_no_position() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyToken(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyToken(CommitId.LAST_POSITION + 1));
    }
}
