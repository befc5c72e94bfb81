package io.taskledger.query.api;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.query.api.QueryService.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A polling client gets 304 exactly when nothing has changed. */
class PollingApiTest {

    private final User alice = QueryService.shared().newUser();
    private final UUID last = UUID.randomUUID();

    @BeforeEach
    void threeTasks() {
        alice.commit(task(last, overdue("a")));
        alice.commit(task(UUID.randomUUID(), overdue("b")));
        alice.commit(task(UUID.randomUUID(), overdue("c")));
    }

    private static TaskCreated overdue(String title) {
        return new TaskCreated(
                new TaskDetails(title, "", Priority.NONE, Instant.now().minusSeconds(60), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=2",
                "limit=50",
                "limit=2&overdue=true",
                "limit=2&overdue=false",
                "limit=50&overdue=true",
                "limit=2&sort=due"
            })
    void an_unchanged_list_keeps_its_tag(String query) {
        var path = "/api/tasks?" + query;
        var first = alice.get(path);

        for (int i = 0; i < 3; i++) {
            awaitAnotherMillisecond();
            assertThat(alice.get(path).header("ETag")).isEqualTo(first.header("ETag"));
        }
        assertThat(alice.get(path, "If-None-Match", first.header("ETag")).status())
                .isEqualTo(304);
    }

    private static void awaitAnotherMillisecond() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=2&sort=created", "limit=50", "limit=3&overdue=true"})
    void a_list_that_changed_has_another_tag(String query) {
        var path = "/api/tasks?" + query;
        var before = alice.get(path).header("ETag");
        alice.commit(task(last, new TaskCompleted()));

        assertThat(alice.get(path, "If-None-Match", before).status()).isEqualTo(200);
    }

    @Test
    void the_last_page_has_another_tag_once_a_page_follows() {
        var path = "/api/tasks?limit=3&sort=created";
        var before = alice.get(path).header("ETag");
        alice.commit(task(UUID.randomUUID(), created("d")));

        var after = alice.get(path, "If-None-Match", before);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.body().path("next").isString()).isTrue();
    }

    @Test
    void a_task_that_becomes_overdue_between_two_pages_does_not_move() {
        var path = "/api/tasks?limit=1&overdue=true&sort=title";
        var soon = Instant.now().plusSeconds(1);
        alice.commit(
                task(UUID.randomUUID(), new TaskCreated(new TaskDetails("z", "", Priority.NONE, soon, List.of()))));
        var cursor = alice.get(path).body().path("next").stringValue();
        while (Instant.now().isBefore(soon.plusMillis(1))) {
            Thread.onSpinWait();
        }

        assertThat(alice.get("/api/tasks?limit=100&overdue=true&sort=title&cursor=" + cursor)
                        .ids())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1", "W/1", "nonsense", ""})
    void a_condition_that_cannot_be_read_is_ignored_by_a_read(String condition) {
        for (var path : List.of("/api/tasks", "/api/tasks/stats", "/api/tasks/" + last)) {
            assertThat(alice.get(path, "If-None-Match", condition).status())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "If-Unmodified-Since", "If-Modified-Since", "If-Range"})
    void a_condition_that_belongs_to_a_write_is_ignored_by_a_read(String header) {
        for (var value : List.of("\"999\"", "7", "nonsense", "Mon, 01 Jan 2001 00:00:00 GMT")) {
            assertThat(alice.get("/api/tasks/" + last, header, value).status())
                    .as(value)
                    .isEqualTo(200);
        }
    }
}
