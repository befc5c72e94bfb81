package io.taskledger.query.api;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.query.api.QueryService.User;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was published before a query is in its answer, or the answer says that it is not. */
class BarrierApiTest {

    private final User alice = QueryService.shared().newUser();

    @Test
    void a_client_without_any_header_reads_what_was_published_before_it_asked() {
        for (int i = 0; i < 200; i++) {
            var id = UUID.randomUUID();
            alice.commit(task(id, created("Task " + i)));

            assertThat(alice.get("/api/tasks/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void a_token_waits_for_the_commit_it_came_with() {
        var id = UUID.randomUUID();
        var commit = alice.commit(task(id, created("x")));

        assertThat(alice.get("/api/tasks/" + id, "Consistency-Token", alice.tokenOf(commit))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_token_that_is_ahead_is_told_so_and_when_to_ask_again() {
        var ahead = new ConsistencyToken(1_000_000_000L).toString();
        var refused = alice.get("/api/tasks", "Consistency-Token", ahead, "Prefer", "wait=0");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("read-model-behind");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "p1-", "p1-ZZ", "p1-zzzzzzzzzzzz", "\"p1-1\""})
    void a_token_that_no_command_answered_is_refused(String token) {
        assertThat(alice.get("/api/tasks", "Consistency-Token", token).code()).isEqualTo("bad-consistency-token");
    }
}
