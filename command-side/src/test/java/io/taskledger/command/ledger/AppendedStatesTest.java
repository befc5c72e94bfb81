package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.draft;
import static io.taskledger.command.ledger.Drafts.event;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.taskledger.command.SharedServers;
import io.taskledger.command.ledger.Appended.Conflicted;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.StreamId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger keeps the states to which its own appends lead, and folds only what others have appended. */
class AppendedStatesTest extends LedgerFixture {

    private final AtomicInteger folds = new AtomicInteger();

    @Override
    MongoClient client() {
        return SharedServers.mongoClient();
    }

    @BeforeEach
    void countFolds() {
        ledger = counting();
    }

    private MongoLedger<Long> counting() {
        return new MongoLedger<>(
                new CommitStore(collection),
                ONE_LANE,
                LedgerSettings.DEFAULT,
                (state, commit, event) -> {
                    folds.incrementAndGet();
                    return event.streamVersion();
                },
                commit -> {},
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void the_states_of_an_append_are_kept_and_its_events_are_not_folded() {
        store(append(stream(1), 1, time -> Map.of(stream(1), 100L)));
        store(append(stream(1), 2, time -> Map.of(stream(1), 200L)));

        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(200L);
        assertThat(folds).hasValue(0);
    }

    @Test
    void another_ledger_folds_the_events() {
        store(append(stream(1), 1, time -> Map.of(stream(1), 100L)));

        assertThat(counting().state("alice", stream(1)).state()).isEqualTo(1L);
        assertThat(folds).hasValue(1);
    }

    @Test
    void the_states_have_the_time_of_the_commit() {
        var ahead = draft("alice", null, List.of(event(stream(2), 1, 2)));
        var later = NOW.plusSeconds(5);
        store(new Append<>(
                new CommitDraft(ahead.id(), ahead.owner(), later, ahead.cause(), null, ahead.events()), Set.of(), -1));

        var commit = store(append(stream(1), 1, time -> Map.of(stream(1), time.getEpochSecond())));

        assertThat(commit.content().time()).isEqualTo(later);
        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(later.getEpochSecond());
    }

    @Test
    void states_of_streams_that_were_not_read_are_not_believed() {
        store(append(stream(1), 1, time -> Map.of(stream(1), 100L, stream(2), 200L)));

        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(1L);
        assertThat(ledger.state("alice", stream(2)).state()).isNull();
    }

    @Test
    void states_that_cannot_be_computed_do_not_stop_the_lane() {
        store(append(stream(1), 1, time -> {
            throw new IllegalStateException("on purpose");
        }));

        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(1L);
    }

    @Test
    void a_version_that_does_not_follow_is_not_believed() {
        store(append(stream(1), 1, time -> Map.of(stream(1), 100L)));
        store(append(stream(1), 7, time -> Map.of(stream(1), 700L)));

        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(7L);
        assertThat(folds).as("both events, read again").hasValue(2);
    }

    @Test
    void the_states_of_an_append_that_was_refused_are_forgotten() {
        var late = append(stream(1), 1, time -> Map.of(stream(1), 100L));
        stored(ledger(collection, NOW), 1);

        assertThat(ledger.append(late).join()).isInstanceOf(Conflicted.class);
        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(1L);
    }

    private Append<Long> append(StreamId stream, long version, Append.Effect<Long> effect) {
        var known = ledger.state("alice", stream);
        return new Append<>(
                draft("alice", null, List.of(event(stream, version, 2))), Set.of(stream), known.basis(), effect);
    }

    private Commit store(Append<Long> append) {
        return ((Stored) ledger.append(append).join()).commit();
    }
}
