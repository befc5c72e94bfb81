package io.taskledger.contract.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CommitIdTest {

    private static final long LAST = 281_474_976_710_655L;

    @Property
    void lane_and_position_come_back(
            @ForAll @IntRange(max = Short.MAX_VALUE) int lane, @ForAll @LongRange(max = LAST) long position) {
        long id = CommitId.of(lane, position);

        assertThat(id).isNotNegative();
        assertThat(CommitId.lane(id)).isEqualTo(lane);
        assertThat(CommitId.position(id)).isEqualTo(position);
    }

    @Property
    void ids_are_in_the_order_of_lane_and_position(
            @ForAll @IntRange(max = Short.MAX_VALUE - 1) int lane,
            @ForAll @LongRange(max = LAST - 1) long position,
            @ForAll @LongRange(max = LAST) long other) {
        assertThat(CommitId.of(lane, position)).isLessThan(CommitId.of(lane, position + 1));
        assertThat(CommitId.of(lane, position)).isLessThan(CommitId.of(lane + 1, other));
    }

    @Example
    void what_does_not_fit_is_refused() {
        assertThat(CommitId.LAST_POSITION).isEqualTo(LAST);
        assertThatIllegalArgumentException().isThrownBy(() -> CommitId.of(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> CommitId.of(0, LAST + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> CommitId.of(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> CommitId.of(Short.MAX_VALUE + 1, 0));
    }
}
