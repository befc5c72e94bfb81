package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.api.CommandService.Answer;
import io.taskledger.command.api.CommandService.User;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises for a request with an Idempotency-Key. */
class IdempotencyApiTest {

    private final User alice = CommandService.shared().newUser();
    private final String key = "\"" + UUID.randomUUID() + "\"";

    @Test
    void a_retry_answers_what_the_first_request_was_answered_though_the_task_went_on() {
        var first = alice.post("/api/tasks", "{\"title\":\"Once\"}", "Idempotency-Key", key);
        var task = "/api/tasks/" + first.body().path("id").stringValue();
        alice.post(task + "/complete", "");

        var retry = alice.post("/api/tasks", "{\"title\":\"Once\"}", "Idempotency-Key", key);

        assertThat(retry.status()).isEqualTo(201);
        assertThat(retry.response().body()).isEqualTo(first.response().body());
        assertThat(retry.header("ETag")).isEqualTo("\"1\"");
        assertThat(retry.header("Location")).isEqualTo(first.header("Location"));
        assertThat(retry.header("Consistency-Token")).isEqualTo(first.header("Consistency-Token"));
    }

    @Test
    void a_key_counts_with_and_without_quotes() {
        var first = alice.post("/api/tasks", "{\"title\":\"Once\"}", "Idempotency-Key", key);
        var retry = alice.post("/api/tasks", "{\"title\":\"Once\"}", "Idempotency-Key", key.replace("\"", ""));

        assertThat(retry.response().body()).isEqualTo(first.response().body());
    }

    @Test
    void another_request_with_the_key_is_refused() {
        alice.post("/api/tasks", "{\"title\":\"Once\"}", "Idempotency-Key", key);

        var other = alice.post("/api/tasks", "{\"title\":\"Twice\"}", "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void the_same_key_of_another_owner_is_another_key() {
        var mine = alice.post("/api/tasks", "{\"title\":\"Once\"}", "Idempotency-Key", key);
        var theirs =
                CommandService.shared().newUser().post("/api/tasks", "{\"title\":\"Once\"}", "Idempotency-Key", key);

        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.body().path("id")).isNotEqualTo(mine.body().path("id"));
    }

    @Test
    void a_batch_is_rendered_again_item_by_item() {
        var known = alice.newTask();
        alice.post("/api/tasks/" + known + "/start", "");
        var body = """
                {"commands": [
                  {"command": "create", "title": "Made here"},
                  {"command": "start", "id": "%s"},
                  {"command": "edit", "id": "%s", "title": "New", "status": "completed"},
                  {"command": "reopen", "id": "%s"}]}""".formatted(known, known, known);

        var first = alice.post("/api/tasks/batch", body, "Idempotency-Key", key);
        alice.delete("/api/tasks/" + known);
        var retry = alice.post("/api/tasks/batch", body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("tasks").size()).isEqualTo(4);
        assertThat(retry.response().body()).isEqualTo(first.response().body());
    }

    @Test
    void of_many_at_once_one_is_done_and_all_say_the_same_or_that_it_is_under_way() throws Exception {
        Callable<Answer> request = () -> alice.post("/api/tasks", "{\"title\":\"Once\"}", "Idempotency-Key", key);
        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads
                    .invokeAll(IntStream.range(0, 16).mapToObj(i -> request).toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        assertThat(answers)
                .allMatch(answer -> answer.status() == 201
                        || answer.status() == 409 && answer.code().equals("idempotency-key-in-flight"));
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.response().body())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void a_refusal_is_decided_anew() {
        var task = "/api/tasks/" + alice.newTask();
        alice.post(task + "/complete", "");
        assertThat(alice.post(task + "/start", "", "Idempotency-Key", key).code())
                .isEqualTo("task-completed");
        alice.post(task + "/reopen", "");

        assertThat(alice.post(task + "/start", "", "Idempotency-Key", key).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "with space", "\"half", "a\"b"})
    void a_key_that_cannot_be_read_is_refused(String unreadable) {
        var refused = alice.post("/api/tasks", "{\"title\":\"x\"}", "Idempotency-Key", unreadable);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("bad-idempotency-key");
    }
}
