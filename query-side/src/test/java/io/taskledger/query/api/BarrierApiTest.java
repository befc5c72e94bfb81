package io.taskledger.query.api;

import static io.taskledger.query.CommitChain.created;
import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.query.api.QueryService.User;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records published before a query are in its response, or the response says that they are not. */
class BarrierApiTest {

    private final User alice = QueryService.shared().newUser();

    @Test
    void a_client_without_any_header_reads_what_was_published_before_it_asked_or_sees_that_it_did_not() {
        int seen = 0;
        for (int i = 0; i < 200; i++) {
            var id = UUID.randomUUID();
            var commit = alice.commit(task(id, created("Task " + i)));

            var shown = alice.getWithoutToken("/api/tasks/" + id);
            if (shown.status() == 200) {
                seen++;
            } else { // on a slow machine Kafka may not say in time where the lane ends
                assertThat(ConsistencyToken.parse(shown.header("Consistency-Token"))
                                .position())
                        .isLessThan(commit.position());
            }
        }
        assertThat(seen).isGreaterThan(100);
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
        var token = ConsistencyToken.parse(alice.tokenOf(alice.commit(task(UUID.randomUUID(), created("x")))));
        var ahead = new ConsistencyToken(0, token.ledger(), 1_000_000_000L).toString();
        var refused = alice.get("/api/tasks", "Consistency-Token", ahead, "Prefer", "wait=0");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("read-model-behind");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "p1-1", "p2-", "p2-0-ZZ", "p2-0-0123456789abcdef-zzzzzzzzzzzz", "\"p2-0\""})
    void a_token_that_nobody_answered_is_refused(String token) {
        assertThat(alice.get("/api/tasks", "Consistency-Token", token).code()).isEqualTo("bad-consistency-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p2-1", "p2-0-0123456789abcdef-0", "p2-0-0123456789abcdef-zzz"})
    void a_token_of_another_lane_or_ledger_is_refused_at_once_and_not_waited_for(String token) {
        alice.commit(task(UUID.randomUUID(), created("x")));
        alice.get("/api/tasks");
        var refused = alice.get("/api/tasks", "Consistency-Token", token, "Prefer", "wait=10");

        assertThat(refused.status()).isEqualTo(400); // a wait would end in 503
        assertThat(refused.code()).isEqualTo("bad-consistency-token");
    }

    @Test
    void every_answer_says_as_of_when_it_was_made() {
        var id = UUID.randomUUID();
        var commit = alice.commit(task(id, created("x")));
        var shown = alice.get("/api/tasks/" + id);
        var unchanged = alice.get("/api/tasks/" + id, "If-None-Match", shown.header("ETag"));
        var missing = alice.get("/api/tasks/" + UUID.randomUUID());

        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(List.of(shown, unchanged, missing, alice.get("/api/tasks"), alice.get("/api/tasks/stats")))
                .allSatisfy(answer -> {
                    var asOf = ConsistencyToken.parse(answer.header("Consistency-Token"));
                    assertThat(asOf.position()).isGreaterThanOrEqualTo(commit.position());
                    assertThat(alice.get("/api/tasks", "Consistency-Token", asOf.toString())
                                    .status())
                            .isEqualTo(200);
                });
    }
}
