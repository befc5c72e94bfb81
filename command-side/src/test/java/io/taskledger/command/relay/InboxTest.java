package io.taskledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.commit.Commit;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final Inbox inbox = new Inbox();

    private void offer(long... positions) {
        LongStream.of(positions).mapToObj(Fixture::commit).forEach(inbox::offer);
    }

    private List<Long> take(long next) throws InterruptedException {
        return inbox.take(next, Duration.ofSeconds(5)).stream()
                .map(Commit::position)
                .toList();
    }

    @Test
    void commits_come_out_in_order_without_those_that_were_sent() throws Exception {
        offer(4, 5, 6, 7);

        assertThat(take(6)).containsExactly(6L, 7L);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void nothing_comes_out_past_a_gap() throws Exception {
        offer(4, 5, 7);

        assertThat(take(4)).containsExactly(4L, 5L);
        assertThat(take(6)).isEmpty();
        assertThat(take(7)).containsExactly(7L);
    }

    @Test
    void a_wake_ends_the_waiting() throws Exception {
        inbox.wake();

        assertThat(take(0)).isEmpty();
    }
}
