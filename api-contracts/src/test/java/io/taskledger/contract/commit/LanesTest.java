package io.taskledger.contract.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.utils.Utils;

class LanesTest {

    @Property
    void a_lane_is_the_partition_that_kafka_would_choose_for_the_key(
            @ForAll String owner, @ForAll @IntRange(min = 1, max = Short.MAX_VALUE) int count) {
        assertThat(new Lanes(count).of(owner))
                .isEqualTo(Utils.toPositive(Utils.murmur2(owner.getBytes(UTF_8))) % count);
    }

    @Example
    void an_owner_stays_in_their_lane_for_ever() {
        var lanes = new Lanes(16);

        assertThat(lanes.of("Zq8vK3mTn5xWc1RbY7LpD2sHf9JgA4eU")).isEqualTo(7);
        assertThat(lanes.of("alice")).isEqualTo(5);
    }

    @Example
    void a_count_that_is_no_lane_count_names_the_property() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lanes(0)).withMessageContaining("taskledger.lanes");
        assertThatIllegalArgumentException().isThrownBy(() -> new Lanes(32_768));
    }
}
