package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.LAST_VERSION;
import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.append;
import static io.taskledger.command.ledger.Drafts.draft;
import static io.taskledger.command.ledger.Drafts.event;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.command.ledger.Appended.KeyTaken;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.command.ledger.Appended.TooLarge;
import io.taskledger.command.ledger.FaultyCollection.Fault;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** The outcomes of an append that cannot be stored: because of a key, a limit, MongoDB, or the ledger's end. */
abstract class LedgerOutcomesContract extends LedgerFixture {

    @Test
    void a_key_that_was_used_is_answered_with_its_commit() {
        var known = ledger.state("alice", stream(1));
        var first =
                (Stored) ledger.append(append("alice", stream(1), known, "key")).join();
        var again = append("alice", stream(2), ledger.state("alice", stream(2)), "key");

        var outcome = (KeyTaken) ledger.append(again).join();

        assertThat(outcome.original().hash()).isEqualTo(first.commit().hash());
        assertThat(ledger.withKey("alice", "key").hash())
                .isEqualTo(first.commit().hash());
        assertThat(ledger.withKey("bob", "key")).isNull();
    }

    @Test
    void a_key_that_another_ledger_used_is_found_when_positions_collide() {
        var other = ledger(collection, NOW);
        var known = other.state("alice", stream(2));
        ledger.append(append("alice", stream(1), ledger.state("alice", stream(1)), "key"))
                .join();

        assertThat(other.append(append("alice", stream(2), known, "key")).join())
                .isInstanceOf(KeyTaken.class);
    }

    @Test
    void a_key_that_left_the_window_is_found_in_the_store() {
        for (var key : List.of("k1", "k2", "k3", "k4", "k5")) {
            ledger.append(append("alice", stream(1), ledger.state("alice", stream(1)), key))
                    .join();
        }

        assertThat(ledger.withKey("alice", "k1")).isNotNull();
        assertThat(ledger(collection, NOW).withKey("alice", "k1")).isNotNull();
    }

    /** The window has 3 commits. The oldest of them has a time from a clock that was far behind. */
    @Test
    void a_key_is_found_after_a_restart_though_the_oldest_commit_in_the_window_has_a_wrong_time() {
        var used = draft("alice", "key", List.of(event(stream(1), 1, 2)));
        var hash = CommitHash.NONE;
        var times = List.of(NOW, NOW.minus(Duration.ofDays(2)), NOW.plusSeconds(1), NOW.plusSeconds(2));
        for (int i = 0; i < times.size(); i++) {
            var draft = i == 0 ? used : draft("alice", null, List.of(event(stream(2), i, 2)));
            var commit = PreparedCommit.of(
                            0,
                            new CommitDraft(
                                    draft.id(),
                                    draft.owner(),
                                    times.get(i),
                                    draft.cause(),
                                    draft.idempotency(),
                                    draft.events()))
                    .at(i, hash);
            hash = commit.hash();
            new CommitStore(collection).log().insert(List.of(commit));
        }
        var restarted = ledger(collection, NOW.plusSeconds(60));

        assertThat(restarted.withKey("alice", "key")).isNotNull();
    }

    @Test
    void a_key_counts_for_24_hours() {
        ledger.append(append("alice", stream(1), ledger.state("alice", stream(1)), "key"))
                .join();

        assertThat(ledger(collection, NOW.plus(Duration.ofHours(24)).minusMillis(1))
                        .withKey("alice", "key"))
                .isNotNull();
        assertThat(ledger(collection, NOW.plus(Duration.ofHours(24))).withKey("alice", "key"))
                .isNull();
    }

    @Test
    void a_commit_of_more_than_1_MiB_is_refused() {
        var large = draft("alice", null, List.of(event(stream(1), 1, Commit.MAX_BYTES)));

        assertThat(ledger.append(new Append<>(large, Set.of(), -1)).join()).isInstanceOf(TooLarge.class);
        assertThat(ledger.catchUp(0)).isEqualTo(-1);
    }

    @Test
    void a_commit_whose_acknowledgement_was_lost_is_stored_once() {
        var faults = List.of(Fault.ACKNOWLEDGEMENT_LOST, Fault.NONE).iterator();
        var flaky = ledger(faulty(faults), NOW);

        var outcome = (Stored) flaky.append(append("alice", stream(1), flaky.state("alice", stream(1))))
                .join();

        assertThat(log().read(0, 0, 10))
                .extracting(Commit::hash)
                .containsExactly(outcome.commit().hash());
        assertThat(flaky.stats().retries()).isPositive();
    }

    @Test
    void an_outcome_that_stays_unknown_is_reported_and_the_lane_goes_on() {
        var forLong = java.util.stream.Stream.generate(() -> Fault.ACKNOWLEDGEMENT_LOST)
                .iterator();
        var impatient = new MongoLedger<>(
                new CommitStore(faulty(forLong)),
                ONE_LANE,
                new LedgerSettings(256, 8 << 20, 4096, 100, 3, Duration.ofSeconds(4)),
                LAST_VERSION,
                fed::add,
                Clock.fixed(NOW, ZoneOffset.UTC));
        var known = impatient.state("alice", stream(1));

        assertThatThrownBy(() ->
                        impatient.append(append("alice", stream(1), known)).join())
                .hasCauseInstanceOf(OutcomeUnknownException.class);
        assertThat(impatient.state("alice", stream(1)).state()).isEqualTo(1L);
    }

    @Test
    void durable_commits_are_handed_on_in_order() {
        var commits = List.of(stored(ledger, 1), stored(ledger, 2), stored(ledger, 1));

        assertThat(fed)
                .extracting(Commit::hash)
                .containsExactlyElementsOf(commits.stream().map(Commit::hash).toList());
    }

    @Test
    void a_closed_ledger_refuses_and_has_finished_what_it_took() {
        var outcome = ledger.append(append("alice", stream(1), ledger.state("alice", stream(1))));
        ledger.close();

        assertThat(outcome.join()).isInstanceOf(Stored.class);
        assertThatThrownBy(() -> ledger.append(new Append<>(
                                draft("alice", null, List.of(event(stream(1), 2, 2))), Set.of(), -1))
                        .join())
                .hasCauseExactlyInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void another_lane_count_than_the_ledger_was_created_with_is_refused() {
        var meta = client().getDatabase("ledger").getCollection("meta-" + UUID.randomUUID());
        LedgerIdentity.require(meta, new Lanes(16), "keys");
        LedgerIdentity.require(meta, new Lanes(16), "keys");

        assertThatThrownBy(() -> LedgerIdentity.require(meta, new Lanes(8), "keys"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("taskledger.lanes is 8, but this ledger was created with 16; set taskledger.lanes=16");
    }

    @Test
    void a_ledger_of_a_version_without_keys_is_refused() {
        var meta = client().getDatabase("ledger").getCollection("meta-" + UUID.randomUUID());
        meta.insertOne(new Document("_id", "ledger").append("lanes", 16));

        assertThatThrownBy(() -> LedgerIdentity.require(meta, new Lanes(16), "keys"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a version that had no keys");
    }

    @Test
    void another_store_of_keys_than_the_ledger_was_created_with_is_refused() {
        var meta = client().getDatabase("ledger").getCollection("meta-" + UUID.randomUUID());
        LedgerIdentity.require(meta, new Lanes(16), "keys");

        assertThatThrownBy(() -> LedgerIdentity.require(meta, new Lanes(16), "others"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another store of keys than the one that this ledger was created with");
    }
}
