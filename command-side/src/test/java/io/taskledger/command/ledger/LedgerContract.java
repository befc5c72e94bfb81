package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.append;
import static io.taskledger.command.ledger.Drafts.draft;
import static io.taskledger.command.ledger.Drafts.event;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import io.taskledger.command.ledger.Appended.Conflicted;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.CommitId;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every ledger on MongoDB or a compatible server. */
abstract class LedgerContract extends LedgerOutcomesContract {

    @Test
    void the_first_commit_of_a_lane_has_position_0_and_no_hash_before_it() {
        var commit = stored(ledger, 1);

        assertThat(commit.position()).isZero();
        assertThat(commit.previous()).isEqualTo(CommitHash.NONE);
        assertThat(log().read(0, 0, 10)).extracting(Commit::hash).containsExactly(commit.hash());
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
    void times_never_decrease_in_a_lane_even_where_the_clock_of_a_node_is_behind() {
        var ahead = stored(ledger, 1);
        var behind = new CommitDraft(
                UUID.randomUUID(),
                "alice",
                NOW.minusSeconds(5),
                ahead.content().cause(),
                null,
                List.of(event(stream(2), 1, 2)));

        var outcome = (Stored) ledger(collection, NOW.minusSeconds(5))
                .append(new Append<>(behind, Set.of(), -1))
                .join();

        assertThat(outcome.commit().content().time()).isEqualTo(ahead.content().time());
        assertThat(log().read(0, 1, 1))
                .extracting(Commit::hash)
                .containsExactly(outcome.commit().hash());
    }

    @Test
    void nothing_is_appended_once_the_end_of_the_ledger_is_gone() {
        for (int lost : new int[] {1, 2}) {
            newLedger();
            ledger = ledger(collection, NOW, Duration.ofSeconds(3));
            stored(ledger, 1);
            stored(ledger, 2);
            stored(ledger, 3);
            var known = ledger.state("alice", stream(3));
            for (int i = 0; i < lost; i++) {
                collection.deleteOne(Filters.eq("_id", CommitId.of(0, 2 - i)));
            }

            assertThat(ledger.append(append("alice", stream(3), known)))
                    .failsWithin(Duration.ofMinutes(2))
                    .withThrowableThat()
                    .havingCause()
                    .isExactlyInstanceOf(LedgerUnavailableException.class);
            assertThatThrownBy(() -> ledger.catchUp(0)).isExactlyInstanceOf(LedgerUnavailableException.class);
            assertThat(collection.countDocuments()).isEqualTo(3 - lost);
        }
    }

    @Test
    void a_ledger_whose_end_was_put_back_goes_on() {
        stored(ledger, 1);
        var end = collection.find().first();
        var known = ledger.state("alice", stream(1));
        collection.deleteOne(end);
        assertThat(ledger.append(append("alice", stream(1), known))).failsWithin(Duration.ofMinutes(1));
        collection.insertOne(end);

        assertThat(stored(ledger, 1).position()).isEqualTo(1);
    }

    @Test
    void what_is_stored_is_read_back_as_the_same_bytes() {
        var commit = stored(ledger, 1);

        assertThat(log().read(0, 0, 1).getFirst().bytes()).isEqualTo(commit.bytes());
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
        var shown = new ArrayList<Commit>();
        ledger.source("bob", Set.of(stream(1)), shown::add);
        assertThat(shown).isEmpty();
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
        Append<Long> free = new Append<>(draft("alice", null, List.of(event(stream(1), 9, 2))), Set.of(), -1);

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
