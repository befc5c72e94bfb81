package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.api.CommandService.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches over HTTP: all commands or none. */
class BatchApiTest {

    private final User alice = CommandService.shared().newUser();
    private final String task = UUID.randomUUID().toString();

    @Test
    void the_items_build_on_each_other() {
        var done = alice.post("/api/tasks/batch", """
                {"commands": [
                  {"command": "create", "id": "%1$s", "title": "Water the plants"},
                  {"command": "start", "id": "%1$s", "ifMatch": 1},
                  {"command": "complete", "id": "%1$s", "ifMatch": 2}]}""".formatted(task));

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().at("/tasks/0/status").stringValue()).isEqualTo("open");
        assertThat(done.body().at("/tasks/2/status").stringValue()).isEqualTo("completed");
        assertThat(done.body().at("/tasks/2/version").intValue()).isEqualTo(3);
    }

    /** A list sorted by {@code created} shows tasks with equal times in the order of their ids. */
    @Test
    void the_tasks_of_a_batch_get_ids_in_the_order_they_were_sent() {
        var items = IntStream.range(0, 100)
                .mapToObj(i -> "{\"command\": \"create\", \"title\": \"Task " + i + "\"}")
                .collect(Collectors.joining(", "));

        var done = alice.post("/api/tasks/batch", "{\"commands\": [" + items + "]}");

        assertThat(done.status()).isEqualTo(200);
        var ids = new ArrayList<String>();
        done.body().path("tasks").forEach(made -> ids.add(made.path("id").stringValue()));
        assertThat(ids).hasSize(100).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void a_refusal_names_the_item_and_leaves_nothing_done() {
        var refused = alice.post("/api/tasks/batch", """
                {"commands": [
                  {"command": "create", "id": "%1$s", "title": "Water the plants"},
                  {"command": "start", "id": "%1$s", "ifMatch": 9}]}""".formatted(task));

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.body().path("index").intValue()).isEqualTo(1);
        assertThat(alice.post("/api/tasks/" + task + "/start", "").status()).isEqualTo(404);
    }

    @Test
    void an_edit_that_also_moves_counts_as_one_item() {
        var refused = alice.post("/api/tasks/batch", """
                {"commands": [
                  {"command": "create", "id": "%1$s", "title": "a"},
                  {"command": "edit", "id": "%1$s", "title": "b", "status": "completed"},
                  {"command": "start", "id": "%1$s"}]}""".formatted(task));

        assertThat(refused.code()).isEqualTo("task-completed");
        assertThat(refused.body().path("index").intValue()).isEqualTo(2);
    }

    @Test
    void a_rule_about_a_field_names_item_and_field() {
        var refused = alice.post("/api/tasks/batch", """
                {"commands": [
                  {"command": "create", "title": "fine"},
                  {"command": "create", "title": "  "}]}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/details/0/field").stringValue()).isEqualTo("commands[1].title");
        assertThat(refused.body().path("index").intValue()).isEqualTo(1);
    }

    @Test
    void items_that_are_none_are_refused_together() {
        var refused = alice.post("/api/tasks/batch", """
                {"commands": [1, {"command": "fly"}, {"command": "start"}, {"command": "create", "title": "x", "y": 1}]}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()
                        .path("details")
                        .valueStream()
                        .map(detail -> detail.path("field").stringValue()))
                .containsExactly("commands[0]", "commands[1].command", "commands[2].id", "commands[3].y");
    }

    @Test
    void more_than_a_hundred_commands_or_none_are_refused() {
        var many = String.join(",", Collections.nCopies(101, "{\"command\":\"create\",\"title\":\"x\"}"));

        assertThat(alice.post("/api/tasks/batch", "{\"commands\":[" + many + "]}")
                        .status())
                .isEqualTo(422);
        assertThat(alice.post("/api/tasks/batch", "{\"commands\":[]}").status()).isEqualTo(422);
    }

    @Test
    void a_batch_whose_events_do_not_fit_into_one_commit_is_refused_though_its_body_fits() {
        var item = "{\"command\":\"create\",\"title\":\"x\",\"description\":\"" + "é".repeat(5_190) + "\"}";
        var refused = alice.post(
                "/api/tasks/batch", "{\"commands\":[" + String.join(",", Collections.nCopies(100, item)) + "]}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("commit-too-large");
    }

    @Test
    void an_item_names_its_task_as_every_other_body_does() {
        var refused = alice.post("/api/tasks/batch", """
                {"commands": [{"command": "create", "task": "%s", "title": "x"}]}""".formatted(task));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/details/0/field").stringValue()).isEqualTo("commands[0].task");
    }
}
