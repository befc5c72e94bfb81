package io.taskledger.query.api;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static io.taskledger.query.CommitChain.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.query.CommitChain.Entry;
import io.taskledger.query.api.QueryService.User;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events that could not be applied are reported, and never hidden. */
class ParkedApiTest {

    private final User alice = QueryService.shared().newUser();
    private final UUID bad = UUID.randomUUID();
    private final UUID good = UUID.randomUUID();

    @Test
    void a_task_with_an_event_that_cannot_be_read_is_not_shown_as_it_was_before() {
        alice.commit(task(bad, created("bad")), task(good, created("good")));
        alice.commit(unknown(bad));
        alice.commit(task(bad, new TaskCompleted()), task(good, new TaskCompleted()));

        for (var path : new String[] {"", "/history"}) {
            var refused = alice.get("/api/tasks/" + bad + path);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("task-parked");
            assertThat(alice.get("/api/tasks/" + good + path).status()).isEqualTo(200);
        }
        assertThat(alice.get("/api/tasks").body().path("tasks").valueStream())
                .extracting(task -> task.path("title").stringValue() + " " + task.path("parked"))
                .containsExactlyInAnyOrder("bad true", "good ");
    }

    @Test
    void a_task_whose_first_event_cannot_be_read_is_not_missing() {
        alice.commit(unknown(bad));

        assertThat(alice.get("/api/tasks/" + bad).code()).isEqualTo("task-parked");
        assertThat(alice.get("/api/tasks/" + bad + "/history").code()).isEqualTo("task-parked");
        assertThat(alice.get("/api/tasks/" + good).code()).isEqualTo("task-not-found");
    }

    @Test
    void so_is_a_profile() {
        alice.commit(new Entry(StreamId.PROFILE, "ProfileDreamtOf", 1, "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(alice.get("/api/users/" + alice.id).code()).isEqualTo("task-parked");
    }
}
