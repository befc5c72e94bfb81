package io.taskledger.query.api;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskDeleted;
import io.taskledger.contract.event.TaskEvent.TaskReopened;
import io.taskledger.contract.event.TaskEvent.TaskRestored;
import io.taskledger.contract.event.TaskEvent.TaskStarted;
import io.taskledger.query.api.QueryService.User;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The counts, over HTTP. */
class StatsApiTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final String ROUTE = "/api/tasks/stats";
    private static final String MARCH = ROUTE + "?from=2026-03-01&to=2026-03-31";

    private final User alice = QueryService.shared().newUser();

    private String perDay(String path) {
        return alice.get(path).body().path("completedPerDay").toString();
    }

    @Test
    void somebody_without_tasks_has_none_of_anything() {
        var stats = alice.get(ROUTE).body();

        assertThat(stats.path("byStatus").toString()).isEqualTo("{\"open\":0,\"in_progress\":0,\"completed\":0}");
        assertThat(stats.path("deleted").intValue()).isZero();
        assertThat(stats.path("completedPerDay").isEmpty()).isTrue();
    }

    @Test
    void tasks_are_counted_by_status_and_completions_by_day() {
        var id = UUID.randomUUID();
        alice.commit(MIDNIGHT.minusMillis(1), task(id, created("a")), task(id, new TaskCompleted()));
        alice.commit(MIDNIGHT, task(UUID.randomUUID(), created("b")));
        var started = UUID.randomUUID();
        alice.commit(MIDNIGHT, task(started, created("s")), task(started, new TaskStarted()));
        var other = UUID.randomUUID();
        alice.commit(MIDNIGHT, task(other, created("c")), task(other, new TaskCompleted()));
        alice.commit(task(other, new TaskReopened()));

        assertThat(alice.get(MARCH).body().path("byStatus").toString())
                .isEqualTo("{\"open\":2,\"in_progress\":1,\"completed\":1}");
        assertThat(perDay(MARCH)).isEqualTo("[{\"day\":\"2026-03-01\",\"count\":1}]");
    }

    @Test
    void a_deleted_task_takes_its_completion_with_it_and_a_restored_one_brings_it_back() {
        var id = UUID.randomUUID();
        var other = UUID.randomUUID();
        alice.commit(MIDNIGHT, task(id, created("a")), task(id, new TaskCompleted()));
        alice.commit(MIDNIGHT, task(other, created("b")), task(other, new TaskCompleted()));
        assertThat(perDay(MARCH)).isEqualTo("[{\"day\":\"2026-03-02\",\"count\":2}]");

        alice.commit(task(id, new TaskDeleted()));
        var stats = alice.get(MARCH).body();
        assertThat(stats.at("/byStatus/completed").intValue()).isEqualTo(1);
        assertThat(stats.path("deleted").intValue()).isEqualTo(1);
        assertThat(perDay(MARCH)).isEqualTo("[{\"day\":\"2026-03-02\",\"count\":1}]");

        alice.commit(task(other, new TaskDeleted()));
        assertThat(perDay(MARCH)).isEqualTo("[]");

        alice.commit(task(id, new TaskRestored()), task(other, new TaskRestored()));
        assertThat(perDay(MARCH)).isEqualTo("[{\"day\":\"2026-03-02\",\"count\":2}]");
        assertThat(alice.get(MARCH).body().at("/byStatus/completed").intValue()).isEqualTo(2);
    }

    @Test
    void only_the_days_asked_for_are_told_both_ends_included() {
        for (int day = 0; day < 5; day++) {
            var id = UUID.randomUUID();
            alice.commit(MIDNIGHT.plus(Period.ofDays(day)), task(id, created("a")), task(id, new TaskCompleted()));
        }

        assertThat(perDay(ROUTE + "?from=2026-03-03&to=2026-03-04"))
                .isEqualTo("[{\"day\":\"2026-03-03\",\"count\":1},{\"day\":\"2026-03-04\",\"count\":1}]");
        assertThat(perDay(ROUTE + "?from=2026-03-06&to=2026-03-06"))
                .isEqualTo("[{\"day\":\"2026-03-06\",\"count\":1}]");
        assertThat(perDay(ROUTE + "?to=2026-03-02")).isEqualTo("[{\"day\":\"2026-03-02\",\"count\":1}]");
        assertThat(perDay(ROUTE)).isEqualTo("[]");
    }

    @Test
    void the_last_thirty_days_are_told_unless_others_are_asked_for() {
        var stats = alice.get(ROUTE).body();
        var to = day(stats, "to");

        assertThat(to).isBetween(today().minusDays(1), today());
        assertThat(day(stats, "from")).isEqualTo(to.minusDays(29));
        assertThat(day(alice.get(ROUTE + "?to=2026-03-31").body(), "from")).isEqualTo(LocalDate.parse("2026-03-02"));
        assertThat(alice.get(ROUTE + "?from=2024-01-01&to=2024-12-31").status()).isEqualTo(200); // 366 days
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static LocalDate day(JsonNode stats, String name) {
        return LocalDate.parse(stats.path(name).stringValue());
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-03-02&to=2026-03-01,from",
        "from=2026-01-01&to=2027-01-02,from",
        "from=9999-01-01,from",
        "from=yesterday,from",
        "from=2026-02-30,from",
        "from=2026-03-01T00:00:00Z,from",
        "to=,to",
        "to=0000-01-01,to",
        "to=2026-03-01&to=2026-03-02,to",
        "since=2026-03-01,since"
    })
    void days_that_make_no_range_are_refused_by_name(String query, String field) {
        var refused = alice.get(ROUTE + "?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/details/0/field").stringValue()).isEqualTo(field);
    }
}
