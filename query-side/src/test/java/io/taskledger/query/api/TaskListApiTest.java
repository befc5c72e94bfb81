package io.taskledger.query.api;

import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDeleted;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.event.TaskEvent.TaskStarted;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.query.api.QueryService.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of tasks, over HTTP. */
class TaskListApiTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final User alice = QueryService.shared().newUser();
    private final Random random = new Random(7);

    private String create(String title, Priority priority, @Nullable Instant due, String... tags) {
        return create(alice, random, title, priority, due, tags);
    }

    private static String create(
            User owner, Random random, String title, Priority priority, @Nullable Instant due, String... tags) {
        var id = UUID.randomUUID();
        owner.commit(
                NOON.plusSeconds(random.nextInt(20)),
                task(id, new TaskCreated(new TaskDetails(title, "", priority, due, List.of(tags)))));
        return id.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "due",
                "-due",
                "priority",
                "-priority",
                "created",
                "-created",
                "updated",
                "-updated",
                "title",
                "-title"
            })
    void every_order_shows_each_task_once_however_small_the_pages(String sort) {
        var seen = new ArrayList<String>();
        var path = "/api/tasks?limit=4&sort=" + sort;
        while (path != null) {
            var page = Many.OWNER.get(path);
            assertThat(page.status()).isEqualTo(200);
            seen.addAll(page.ids());
            path = next(page.header("Link"));
        }

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(Many.TASKS);
    }

    /** Tasks of one owner with equal values in every field that is sorted by. They are created once, for all orders. */
    private static final class Many {

        static final User OWNER = QueryService.shared().newUser();
        static final List<String> TASKS = made(new Random(7));

        private static List<String> made(Random random) {
            return Stream.generate(() -> {
                        var due = random.nextInt(3) == 0 ? null : NOON.plus(Duration.ofDays(random.nextInt(4)));
                        var priority = Priority.values()[random.nextInt(5)];
                        return create(OWNER, random, "Title " + random.nextInt(6), priority, due);
                    })
                    .limit(23)
                    .toList();
        }
    }

    private static @Nullable String next(@Nullable String link) {
        return link == null ? null : link.substring(1, link.indexOf('>'));
    }

    @Test
    void tasks_that_are_never_due_come_last_either_way() {
        var never = create("never", Priority.NONE, null);
        var soon = create("soon", Priority.NONE, NOON);
        var later = create("later", Priority.NONE, NOON.plusSeconds(60));

        assertThat(alice.get("/api/tasks?sort=due").ids()).containsExactly(soon, later, never);
        assertThat(alice.get("/api/tasks?sort=-due").ids()).containsExactly(later, soon, never);
    }

    @Test
    void a_task_that_changes_between_pages_does_not_make_others_vanish_or_repeat() {
        var all = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            all.add(create("Title " + i, Priority.NONE, null));
        }
        var first = alice.get("/api/tasks?sort=title&limit=2");
        alice.commit(task(UUID.fromString(all.get(1)), new TaskDeleted()));
        alice.commit(task(
                UUID.fromString(all.get(0)),
                new TaskDetailsEdited(new DetailsEdit("Title 9", null, null, null, null))));
        var rest = alice.get(
                "/api/tasks?sort=title&limit=100&cursor="
                        + first.body().path("next").stringValue(),
                "Prefer",
                "wait=2");

        assertThat(rest.code()).isEqualTo("none");
        assertThat(rest.ids()).startsWith(all.get(2), all.get(3), all.get(4), all.get(5));
    }

    @Test
    void filters_narrow_each_other() {
        var open = create("Water the PLANTS", Priority.HIGH, NOON, "home", "garden");
        var started = create("Buy plants", Priority.LOW, NOON.plus(Duration.ofDays(2)), "shop");
        var completed = create("Café visit", Priority.HIGH, null, "town");
        var deleted = create("Gone", Priority.URGENT, NOON, "home");
        alice.commit(task(UUID.fromString(started), new TaskStarted()));
        alice.commit(task(UUID.fromString(completed), new TaskCompleted()));
        alice.commit(task(UUID.fromString(deleted), new TaskDeleted()));
        Map<String, List<String>> expected = new HashMap<>(Map.of(
                "", List.of(open, started, completed),
                "status=open", List.of(open),
                "status=open&status=completed", List.of(open, completed),
                "status=open,completed", List.of(open, completed),
                "priority=high", List.of(open, completed),
                "priority=high&status=completed", List.of(completed),
                "tag=home&tag=shop", List.of(open, started),
                "q=plants", List.of(open, started),
                "q=the+Plants", List.of(open),
                "q=cafe", List.of(completed)));
        expected.putAll(Map.of(
                "tag=home", List.of(open),
                "tag=HOME", List.of(open),
                "tag=%20garDEN", List.of(open),
                "status=open,in_progress&status=completed&priority=low,high", List.of(open, started, completed),
                "priority=urgent,low", List.of(started)));
        expected.putAll(Map.of(
                "q=plan", List.of(),
                "dueBefore=2026-11-24", List.of(open),
                "dueAfter=2026-11-23", List.of(started),
                "dueBefore=2026-11-23T12:00:00Z", List.of(),
                "deleted=true", List.of(deleted),
                "deleted=any", List.of(open, started, completed, deleted)));

        expected.forEach(
                (query, tasks) -> assertThat(alice.get("/api/tasks?" + query).ids())
                        .as(query)
                        .containsExactlyInAnyOrderElementsOf(tasks));
    }

    @Test
    void overdue_is_what_is_due_in_the_past_and_not_completed() {
        var past = create("past", Priority.NONE, Instant.now().minusSeconds(60));
        var done = create("done", Priority.NONE, Instant.now().minusSeconds(60));
        var future = create("future", Priority.NONE, Instant.now().plusSeconds(3600));
        var never = create("never", Priority.NONE, null);
        alice.commit(task(UUID.fromString(done), new TaskCompleted()));

        assertThat(alice.get("/api/tasks?overdue=true").ids()).containsExactly(past);
        assertThat(alice.get("/api/tasks?overdue=false").ids()).containsExactlyInAnyOrder(done, future, never);
        assertThat(alice.get("/api/tasks/stats").body().path("overdue").intValue())
                .isEqualTo(1);
    }

    @Test
    void priorities_are_sorted_by_rank() {
        var byRank = new HashMap<Priority, String>();
        for (var priority : List.of(Priority.HIGH, Priority.NONE, Priority.URGENT, Priority.LOW, Priority.MEDIUM)) {
            byRank.put(priority, create("x", priority, null));
        }

        var rising = Stream.of(Priority.LOW, Priority.MEDIUM, Priority.HIGH, Priority.URGENT)
                .map(byRank::get)
                .toList();
        assertThat(alice.get("/api/tasks?sort=priority").ids())
                .startsWith(rising.toArray(String[]::new))
                .endsWith(byRank.get(Priority.NONE));
        assertThat(alice.get("/api/tasks?sort=-priority").ids())
                .startsWith(rising.reversed().toArray(String[]::new))
                .endsWith(byRank.get(Priority.NONE));
    }

    @Test
    void titles_are_sorted_as_people_count() {
        var titles = new ArrayList<>(List.of(
                "2 apples", "Item", "Item 1b", "item 9", "Item 010", "Item 11", "Item 100", "Item x", "v1.2", "v1.10"));
        titles.add("v" + "9".repeat(30));
        titles.add("v1" + "0".repeat(30));
        var ids = new HashMap<String, String>();
        var shuffled = new ArrayList<>(titles);
        Collections.shuffle(shuffled, random);
        shuffled.forEach(title -> ids.put(title, create(title, Priority.NONE, null)));

        assertThat(alice.get("/api/tasks?sort=title").ids())
                .containsExactlyElementsOf(titles.stream().map(ids::get).toList());
        assertThat(alice.get("/api/tasks?sort=-title").ids())
                .containsExactlyElementsOf(
                        titles.reversed().stream().map(ids::get).toList());
    }

    @Test
    void tags_are_found_by_any_case_and_shown_as_they_were_written() {
        var home = create("a", Priority.NONE, null, "Home");
        var cafe = create("b", Priority.NONE, null, "CAFÉ", "home, sweet home");

        assertThat(alice.get("/api/tasks?tag=hOmE").ids()).containsExactly(home);
        assertThat(alice.get("/api/tasks?tag=caf%C3%A9").ids()).containsExactly(cafe);
        assertThat(alice.get("/api/tasks?tag=Home,%20Sweet%20Home").ids()).containsExactly(cafe);
        assertThat(alice.get("/api/tasks?tag=home").body().at("/tasks/0/tags").toString())
                .isEqualTo("[\"Home\"]");
    }

    @Test
    void a_page_that_the_client_has_already_is_not_sent_again() {
        create("x", Priority.NONE, null);
        var tag = alice.get("/api/tasks").header("ETag");

        assertThat(tag)
                .as("not of equal bytes, since it may be sent compressed")
                .startsWith("W/");
        assertThat(alice.get("/api/tasks", "If-None-Match", tag).status()).isEqualTo(304);
        create("y", Priority.NONE, null);
        assertThat(alice.get("/api/tasks", "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void a_cursor_is_bound_to_owner_filters_and_order() {
        create("x", Priority.NONE, null);
        create("y", Priority.NONE, null);
        var cursor = alice.get("/api/tasks?limit=1").body().path("next").stringValue();

        assertThat(alice.get("/api/tasks?limit=2&cursor=" + cursor).status()).isEqualTo(200);
        assertThat(alice.get("/api/tasks?status=open&cursor=" + cursor).code()).isEqualTo("bad-cursor");
        assertThat(alice.get("/api/tasks?sort=title&cursor=" + cursor).code()).isEqualTo("bad-cursor");
        assertThat(QueryService.shared()
                        .newUser()
                        .get("/api/tasks?cursor=" + cursor)
                        .code())
                .isEqualTo("bad-cursor");
    }

    @ParameterizedTest
    @CsvSource({
        "status=done,status",
        "priority=9,priority",
        "dueBefore=soon,dueBefore",
        "dueAfter=2026-02-30,dueAfter",
        "overdue=maybe,overdue",
        "deleted=1,deleted",
        "sort=colour,sort",
        "limit=0,limit",
        "limit=101,limit",
        "limit=1&limit=2,limit",
        "limit=,limit",
        "colour=red,colour",
        "status=,status",
        "'status=open,',status",
        "'status=open,open,open,open',status",
        "'priority=low;high',priority",
        "tag=,tag",
        "tag=%20,tag",
        "tag=123456789012345678901234567890123456789012345678901,tag"
    })
    void a_parameter_that_cannot_be_read_is_named(String query, String field) {
        var refused = alice.get("/api/tasks?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/details/0/field").stringValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "%00", "AAAAAAAAAAAAAAAAAAAA", "äöü"})
    void a_cursor_made_by_hand_is_refused(String cursor) {
        assertThat(alice.get("/api/tasks?cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))
                        .code())
                .isEqualTo("bad-cursor");
    }
}
