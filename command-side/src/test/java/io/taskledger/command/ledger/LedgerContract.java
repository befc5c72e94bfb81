package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.LAST_VERSION;
import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.append;
import static io.taskledger.command.ledger.Drafts.draft;
import static io.taskledger.command.ledger.Drafts.event;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.taskledger.command.ledger.Appended.Conflicted;
import io.taskledger.command.ledger.Appended.KeyTaken;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.command.ledger.Appended.TooLarge;
import io.taskledger.command.ledger.FaultyCollection.Fault;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger over a MongoDB, or over something that speaks like one, has to do. */
abstract class LedgerContract {

    private static final Lanes ONE_LANE = new Lanes(1);

    private MongoCollection<Document> collection;
    private final List<Commit> fed = new ArrayList<>();
    private MongoLedger<Long> ledger;

    abstract MongoClient client();

    @BeforeEach
    void newLedger() {
        collection = client().getDatabase("ledger").getCollection("commits-" + UUID.randomUUID());
        new CommitStore(collection).prepare();
        ledger = ledger(collection, NOW);
    }

    private MongoLedger<Long> ledger(MongoCollection<Document> commits, Instant now) {
        var settings = new LedgerSettings(256, 8 << 20, 4096, 100, 3, Duration.ofSeconds(2));
        return new MongoLedger<>(
                new CommitStore(commits), ONE_LANE, settings, LAST_VERSION, fed::add, Clock.fixed(now, ZoneOffset.UTC));
    }

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

        assertThat(ledger.append(new Append(large, Set.of(), -1)).join()).isInstanceOf(TooLarge.class);
        assertThat(ledger.catchUp(0)).isEqualTo(-1);
    }

    @Test
    void a_commit_whose_acknowledgement_was_lost_is_stored_once() {
        var faults = List.of(Fault.ACKNOWLEDGEMENT_LOST, Fault.NONE).iterator();
        var flaky = ledger(faulty(faults), NOW);

        var outcome = (Stored) flaky.append(append("alice", stream(1), flaky.state("alice", stream(1))))
                .join();

        assertThat(ledger.read(0, 0, 10))
                .extracting(Commit::hash)
                .containsExactly(outcome.commit().hash());
        assertThat(flaky.stats().retries()).isPositive();
    }

    @Test
    void an_outcome_that_stays_unknown_is_reported_and_the_lane_goes_on() {
        Iterator<Fault> forLong = java.util.stream.Stream.generate(() -> Fault.ACKNOWLEDGEMENT_LOST)
                .iterator();
        var impatient = new MongoLedger<>(
                new CommitStore(faulty(forLong)),
                ONE_LANE,
                new LedgerSettings(256, 8 << 20, 4096, 100, 3, Duration.ofMillis(300)),
                LAST_VERSION,
                fed::add,
                Clock.fixed(NOW, ZoneOffset.UTC));
        var known = impatient.state("alice", stream(1));

        assertThatThrownBy(() ->
                        impatient.append(append("alice", stream(1), known)).join())
                .hasCauseInstanceOf(LedgerUnavailableException.class);
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
        assertThatThrownBy(() -> ledger.append(new Append(
                                draft("alice", null, List.of(event(stream(1), 2, 2))), Set.of(), -1))
                        .join())
                .hasCauseInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void another_lane_count_than_the_ledger_was_created_with_is_refused() {
        var meta = client().getDatabase("ledger").getCollection("meta-" + UUID.randomUUID());
        LedgerIdentity.require(meta, new Lanes(16));
        LedgerIdentity.require(meta, new Lanes(16));

        assertThatThrownBy(() -> LedgerIdentity.require(meta, new Lanes(8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("taskledger.lanes is 8, but this ledger was created with 16; set taskledger.lanes=16");
    }

    private MongoCollection<Document> faulty(Iterator<Fault> faults) {
        return new FaultyCollection(() -> faults.hasNext() ? faults.next() : Fault.NONE, () -> {}).around(collection);
    }

    private static Commit stored(MongoLedger<Long> ledger, int number) {
        var stream = stream(number);
        return ((Stored) ledger.append(append("alice", stream, ledger.state("alice", stream)))
                        .join())
                .commit();
    }
}
