package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.append;
import static io.taskledger.command.ledger.Drafts.draft;
import static io.taskledger.command.ledger.Drafts.event;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.ledger.Appended.Conflicted;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every ledger over a MongoDB, or over something that speaks like one, has to do. */
abstract class LedgerContract extends LedgerOutcomesContract {

    @Test
    void the_first_commit_of_a_lane_has_position_0_and_no_hash_before_it() {
        var commit = stored(ledger, 1);

        assertThat(commit.position()).isZero();
        assertThat(commit.previous()).isEqualTo(CommitHash.NONE);
        assertThat(ledger.read(0, 0, 10)).extracting(Commit::hash).containsExactly(commit.hash());
    }

    @Test
    void each_commit_names_the_hash_of_the_one_before_it() {
        var first = stored(ledger, 1);
        var second = stored(ledger, 2);

        assertThat(second.position()).isEqualTo(1);
        assertThat(second.previous()).isEqualTo(first.hash());
    }

    @Test
    void the_hash_of_the_first_commit_tells_a_ledger_from_others() {
        assertThat(ledger.genesis(0)).isEqualTo(CommitHash.NONE);
        var first = stored(ledger, 1);
        stored(ledger, 2);

        assertThat(ledger.genesis(0)).isEqualTo(first.hash());
        assertThat(ledger(collection, NOW).genesis(0)).isEqualTo(first.hash());
    }

    @Test
    void what_is_stored_is_read_back_as_the_same_bytes() {
        var commit = stored(ledger, 1);

        assertThat(ledger(collection, NOW).read(0, 0, 1).getFirst().bytes()).isEqualTo(commit.bytes());
    }

    @Test
    void the_state_follows_what_was_appended() {
        stored(ledger, 1);
        stored(ledger, 1);

        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(2L);
        assertThat(ledger.state("alice", stream(2)).state()).isNull();
    }

    @Test
    void another_ledger_finds_the_state_in_the_store() {
        stored(ledger, 1);
        stored(ledger, 1);

        assertThat(ledger(collection, NOW).state("alice", stream(1)).state()).isEqualTo(2L);
    }

    @Test
    void owners_with_the_same_stream_do_not_see_each_other() {
        stored(ledger, 1);

        assertThat(ledger.state("bob", stream(1)).state()).isNull();
        assertThat(ledger.source("bob", Set.of(stream(1))).commits()).isEmpty();
    }

    @Test
    void an_append_is_refused_when_its_stream_changed_since_it_was_read() {
        var known = ledger.state("alice", stream(1));
        var first = stored(ledger, 1);

        assertThat(ledger.append(append("alice", stream(1), known)).join())
                .isEqualTo(new Conflicted(stream(1), first.position()));
    }

    @Test
    void an_append_is_kept_when_only_another_stream_of_the_lane_changed() {
        var known = ledger.state("alice", stream(1));
        stored(ledger, 2);

        assertThat(ledger.append(append("alice", stream(1), known)).join()).isInstanceOf(Stored.class);
    }

    @Test
    void two_appends_that_wait_together_and_read_the_same_stream_do_not_both_win() {
        var known = ledger.state("alice", stream(1));
        var outcomes = List.of(
                ledger.append(append("alice", stream(1), known)), ledger.append(append("alice", stream(1), known)));

        assertThat(outcomes)
                .extracting(outcome -> outcome.join().getClass().getSimpleName())
                .containsExactlyInAnyOrder("Stored", "Conflicted");
    }

    @Test
    void an_append_that_depends_on_nothing_is_always_kept() {
        stored(ledger, 1);
        var free = new Append(draft("alice", null, List.of(event(stream(1), 9, 2))), Set.of(), -1);

        assertThat(ledger.append(free).join()).isInstanceOf(Stored.class);
    }

    @Test
    void a_ledger_that_lost_the_race_for_a_position_appends_behind_the_winner() {
        var other = ledger(collection, NOW);
        var known = other.state("alice", stream(2));
        var winner = stored(ledger, 1);

        var outcome = (Stored) other.append(append("alice", stream(2), known)).join();

        assertThat(outcome.commit().position()).isEqualTo(winner.position() + 1);
        assertThat(outcome.commit().previous()).isEqualTo(winner.hash());
    }

    @Test
    void a_ledger_that_lost_the_race_for_a_stream_is_told_so() {
        var other = ledger(collection, NOW);
        var known = other.state("alice", stream(1));
        stored(ledger, 1);

        assertThat(other.append(append("alice", stream(1), known)).join()).isInstanceOf(Conflicted.class);
        assertThat(other.state("alice", stream(1)).state()).isEqualTo(1L);
    }

    @Test
    void catching_up_shows_what_another_ledger_appended() {
        var other = ledger(collection, NOW);
        assertThat(other.state("alice", stream(1)).state()).isNull();
        stored(ledger, 1);

        assertThat(other.catchUp(0)).isZero();
        assertThat(other.state("alice", stream(1)).state()).isEqualTo(1L);
    }
}
