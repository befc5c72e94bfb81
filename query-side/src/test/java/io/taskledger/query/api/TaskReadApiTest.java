package io.taskledger.query.api;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.profile;
import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskDeleted;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.query.api.QueryService.User;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One task, its history, the counts and the profile, over HTTP. */
class TaskReadApiTest {

    private final User alice = QueryService.shared().newUser();
    private final UUID id = UUID.randomUUID();

    @Test
    void a_task_is_read_with_its_version_as_tag() {
        alice.commit(task(id, created("Water the plants")));
        var read = alice.get("/api/tasks/" + id);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(alice.get("/api/tasks/" + id, "If-None-Match", "W/\"1\"").status())
                .isEqualTo(304);
        alice.commit(task(id, new TaskCompleted()));
        assertThat(alice.get("/api/tasks/" + id, "If-None-Match", "\"1\"").status())
                .isEqualTo(200);
    }

    @Test
    void a_deleted_task_can_still_be_read() {
        alice.commit(task(id, created("x")), task(id, new TaskDeleted()));

        assertThat(alice.get("/api/tasks/" + id).body().path("deleted").booleanValue())
                .isTrue();
    }

    @Test
    void a_foreign_task_and_an_absent_one_answer_the_same() {
        QueryService.shared().newUser().commit(task(id, created("theirs")));
        var absent = UUID.randomUUID().toString();

        for (var suffix : new String[] {"", "/history"}) {
            var foreign = alice.get("/api/tasks/" + id + suffix);
            var nobodys = alice.get("/api/tasks/" + absent + suffix);

            assertThat(foreign.status()).isEqualTo(404).isEqualTo(nobodys.status());
            assertThat(foreign.response().body().replace(id.toString(), absent))
                    .isEqualTo(nobodys.response().body());
            assertThat(foreign.response().headers().map().keySet())
                    .isEqualTo(nobodys.response().headers().map().keySet());
        }
    }

    @Test
    void history_tells_who_changed_what_from_what_to_what() {
        alice.commit(task(id, created("Old")));
        alice.commit(task(id, new TaskDetailsEdited(new DetailsEdit("New", null, null, null, null))));
        alice.commit(task(id, new TaskCompleted()));

        var first = alice.get("/api/tasks/" + id + "/history?limit=2");
        assertThat(first.body().path("entries").size()).isEqualTo(2);
        assertThat(first.body().at("/entries/1/actor").stringValue()).isEqualTo(alice.id);
        assertThat(first.body().at("/entries/1/changes").toString())
                .isEqualTo("[{\"field\":\"title\",\"from\":\"Old\",\"to\":\"New\"}]");
        var second = alice.get("/api/tasks/" + id + "/history?limit=2&cursor="
                + first.body().path("next").stringValue());
        assertThat(second.body().path("entries").size()).isEqualTo(1);
        assertThat(second.body().at("/entries/0/type").stringValue()).isEqualTo("TaskCompleted");
        assertThat(second.body().path("next").isNull()).isTrue();
    }

    @Test
    void the_profile_is_the_callers_own() {
        assertThat(alice.get("/api/users/" + alice.id).code()).isEqualTo("profile-not-found");
        alice.commit(profile(new ProfileUpdated("Alice", "Europe/Berlin")));

        var read = alice.get("/api/users/" + alice.id);
        assertThat(read.body().path("accessedBy").stringValue()).isEqualTo(alice.id);
        assertThat(read.body().at("/user/displayName").stringValue()).isEqualTo("Alice");
        assertThat(alice.get("/api/users/somebody").status()).isEqualTo(403);
        assertThat(alice.get("/api/users/me").response().body())
                .isEqualTo(read.response().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a/b", "..", ".", "%", "%2F", "a\\b", "me", "batch-get", "a b", "//", "ü🎉?#"})
    void everybody_reads_a_profile_and_tasks_of_their_own_whatever_they_are_called(String sub) {
        var somebody = QueryService.shared().newUser(sub);
        assertThat(somebody.get("/api/users/me").code()).isEqualTo("profile-not-found");
        somebody.commit(profile(new ProfileUpdated("Somebody", "UTC")), task(id, created("x")));
        somebody.commit(task(id, new TaskCompleted()));

        var read = somebody.get("/api/users/me");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(read.body().at("/user/id").stringValue()).isEqualTo(sub);
        assertThat(read.body().path("accessedBy").stringValue()).isEqualTo(sub);
        assertThat(somebody.get("/api/users/me", "If-None-Match", "\"1\"").status())
                .isEqualTo(304);
        assertThat(somebody.get("/api/tasks/" + id).status()).isEqualTo(200);
        assertThat(somebody.get("/api/tasks/" + id + "/history")
                        .body()
                        .path("entries")
                        .size())
                .isEqualTo(2);
        assertThat(somebody.get("/api/tasks").ids()).containsExactly(id.toString());
        assertThat(somebody.get("/api/tasks/stats")
                        .body()
                        .at("/completedPerDay/0/count")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void an_id_that_is_no_uuid_is_refused() {
        assertThat(alice.get("/api/tasks/1-1-1-1-1").status()).isEqualTo(400);
    }
}
