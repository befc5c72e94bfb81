package io.taskledger.contract.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final int EACH = 20_000;

    @Test
    void ids_rise_on_every_thread_and_are_never_given_twice() throws Exception {
        var all = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var made = threads.invokeAll(IntStream.range(0, 4)
                    .<Callable<List<String>>>mapToObj(i -> () -> Stream.generate(TimeOrderedIds::next)
                            .limit(EACH)
                            .map(String::valueOf)
                            .toList())
                    .toList());
            for (var ids : made) {
                assertThat(isRising(ids.get())).isTrue();
                all.addAll(ids.get());
            }
        }

        assertThat(all).hasSize(4 * EACH);
    }

    @Test
    void an_id_is_a_uuid_of_version_7_and_of_now() {
        var id = TimeOrderedIds.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16)
                .isBetween(System.currentTimeMillis() - 600_000, System.currentTimeMillis() + 600_000);
    }

    private static boolean isRising(List<String> ids) {
        var sorted = new ArrayList<>(ids);
        sorted.sort(null);
        return sorted.equals(ids);
    }
}
