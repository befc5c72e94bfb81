package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.api.CommandService.User;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands for one task, over HTTP. */
class TaskApiTest {

    private final User alice = CommandService.shared().newUser();

    @Test
    void creating_answers_the_task_its_version_and_where_to_read_it() {
        var created = alice.post("/api/tasks", """
                {"title": " Buy milk ", "priority": "high", "due": "2026-11-23", "tags": ["home", "home"]}""");

        assertThat(created.status()).isEqualTo(201);
        var task = created.body();
        assertThat(task.path("title").stringValue()).isEqualTo("Buy milk");
        assertThat(task.path("status").stringValue()).isEqualTo("open");
        assertThat(task.path("due").stringValue()).isEqualTo("2026-11-23T23:59:59.999Z");
        assertThat(task.path("tags").size()).isEqualTo(1);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Location"))
                .isEqualTo("/api/tasks/" + task.path("id").stringValue());
        assertThat(created.header("Consistency-Token")).matches("p2-[0-9a-z]+-[0-9a-f]{16}-[0-9a-z]+");
    }

    @Test
    void the_client_may_choose_the_id_once() {
        var body = "{\"id\":\"%s\",\"title\":\"Mine\"}".formatted(UUID.randomUUID());

        assertThat(alice.post("/api/tasks", body).status()).isEqualTo(201);
        var again = alice.post("/api/tasks", body);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("task-already-exists");
    }

    @Test
    void two_owners_may_choose_the_same_id() {
        var body = "{\"id\":\"%s\",\"title\":\"Mine\"}".formatted(UUID.randomUUID());

        assertThat(alice.post("/api/tasks", body).status()).isEqualTo(201);
        assertThat(CommandService.shared().newUser().post("/api/tasks", body).status())
                .isEqualTo(201);
    }

    @Test
    void a_patch_changes_what_it_names_and_moves_the_task() {
        var task = "/api/tasks/" + alice.newTask();

        var patched = alice.patch(
                task,
                "{\"status\":\"in_progress\",\"description\":\"Ferns\",\"due\":null}",
                "Content-Type",
                "application/merge-patch+json");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.header("ETag")).isEqualTo("\"3\"");
        assertThat(patched.body().path("status").stringValue()).isEqualTo("in_progress");
        assertThat(patched.body().path("description").stringValue()).isEqualTo("Ferns");
        assertThat(patched.body().path("title").stringValue()).isEqualTo("Water the plants");
    }

    @Test
    void a_patch_that_changes_nothing_appends_nothing() {
        var task = "/api/tasks/" + alice.newTask();

        assertThat(alice.patch(task, "{\"title\":\"Water the plants\",\"status\":\"open\"}")
                        .header("ETag"))
                .isEqualTo("\"1\"");
        assertThat(alice.patch(task, "{}").header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void a_null_in_a_patch_clears() {
        var id = alice.post("/api/tasks", """
                        {"title": "Full", "description": "d", "priority": "urgent", "due": "2026-11-23", "tags": ["a"]}""").body().path("id").stringValue();

        var cleared = alice.patch("/api/tasks/" + id, """
                        {"description": null, "priority": null, "due": null, "tags": null}""").body();

        assertThat(cleared.path("description").stringValue()).isEmpty();
        assertThat(cleared.path("priority").stringValue()).isEqualTo("none");
        assertThat(cleared.path("due").isNull()).isTrue();
        assertThat(cleared.path("tags").isEmpty()).isTrue();
    }

    @Test
    void an_answer_sent_back_as_a_put_changes_nothing() {
        var created = alice.post("/api/tasks", "{\"title\":\"Round trip\"}");

        var same = alice.put(
                "/api/tasks/" + created.body().path("id").stringValue(),
                created.body().toString());

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void a_put_that_leaves_fields_out_is_refused_and_pointed_to_patch() {
        var refused = alice.put("/api/tasks/" + alice.newTask(), "{\"title\":\"Only this\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("details").size()).isEqualTo(4);
        assertThat(refused.body().at("/details/0/message").stringValue()).contains("PATCH");
    }

    @ParameterizedTest
    @CsvSource({"start,in_progress", "complete,completed"})
    void an_action_moves_the_task_and_a_double_click_appends_nothing(String action, String status) {
        var task = "/api/tasks/" + alice.newTask() + "/" + action;

        var once = alice.post(task, "");
        var twice = alice.post(task, "");

        assertThat(once.body().path("status").stringValue()).isEqualTo(status);
        assertThat(once.header("ETag")).isEqualTo("\"2\"");
        assertThat(twice.status()).isEqualTo(200);
        assertThat(twice.header("ETag")).isEqualTo("\"2\"");
        assertThat(twice.header("Consistency-Token")).isNotNull();
    }

    @Test
    void a_deleted_task_can_only_be_restored() {
        var task = "/api/tasks/" + alice.newTask();
        assertThat(alice.delete(task).body().path("deleted").booleanValue()).isTrue();

        var refused = alice.post(task + "/start", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("task-deleted");
        assertThat(alice.post(task + "/restore", "").body().path("deleted").booleanValue())
                .isFalse();
        assertThat(alice.post(task + "/start", "").status()).isEqualTo(200);
    }

    @Test
    void a_completed_task_is_reopened_before_it_is_started() {
        var task = "/api/tasks/" + alice.newTask();
        alice.post(task + "/complete", "");

        assertThat(alice.post(task + "/start", "").code()).isEqualTo("task-completed");
        assertThat(alice.post(task + "/reopen", "").body().path("status").stringValue())
                .isEqualTo("open");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1\"|200",
                "*|200",
                "\"7\", \"1\"|200",
                "\"2\"|412",
                "W/\"1\"|412",
                "\"x\"|412",
                "1|400",
                "\"9\",\"8\",\"7\",\"6\",\"5\",\"4\",\"3\",\"2\",W/\"2\",\"x\",\"1\"|200"
            })
    void if_match_makes_a_command_conditional(String condition, int status) {
        var answer = alice.post("/api/tasks/" + alice.newTask() + "/start", "", "If-Match", condition);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void a_foreign_task_and_an_absent_one_answer_the_same() {
        var foreign = CommandService.shared().newUser().newTask();
        var absent = UUID.randomUUID().toString();

        var first = alice.post("/api/tasks/" + foreign + "/start", "");
        var second = alice.post("/api/tasks/" + absent + "/start", "");

        assertThat(first.status()).isEqualTo(404).isEqualTo(second.status());
        assertThat(first.response().body().replace(foreign, absent))
                .isEqualTo(second.response().body());
        assertThat(first.response().headers().map().keySet())
                .isEqualTo(second.response().headers().map().keySet());
    }
}
