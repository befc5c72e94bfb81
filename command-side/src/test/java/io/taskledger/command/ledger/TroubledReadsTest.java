package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.LAST_VERSION;
import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.append;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.log.Deadline;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads and waits of a node during and after a failover of MongoDB. */
class TroubledReadsTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int FOR_EVER = 1_000_000;

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    private final TroubledReads reads = new TroubledReads();
    private MongoCollection<Document> collection;
    private MongoLedger<Long> other;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @BeforeEach
    void newCollection() {
        collection = client.getDatabase("reads").getCollection("commits-" + UUID.randomUUID());
        new CommitStore(collection).prepare();
        other = ledger(collection, LONG, 100);
    }

    private static MongoLedger<Long> ledger(MongoCollection<Document> commits, Duration timeout, int keys) {
        return new MongoLedger<>(
                new CommitStore(commits),
                new Lanes(1),
                new LedgerSettings(256, 8 << 20, 4096, 100, keys, timeout),
                LAST_VERSION,
                commit -> {},
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** A node that has seen two versions of a stream but does not remember the first. */
    private MongoLedger<Long> coldAtVersion2(Duration timeout, int keys) {
        store(other, "first");
        var cold = ledger(reads.around(collection), timeout, keys);
        cold.catchUp(0);
        store(other, "second");
        assertThat(cold.catchUp(0)).isEqualTo(1);
        return cold;
    }

    private static void store(MongoLedger<Long> ledger, String key) {
        var append = append("alice", stream(1), ledger.state("alice", stream(1)), key);
        assertThat(ledger.append(append).join()).isInstanceOf(Stored.class);
    }

    @Test
    void a_state_is_not_taken_from_an_older_snapshot() {
        var cold = coldAtVersion2(SHORT, 100);
        reads.show(0, FOR_EVER);

        assertThatThrownBy(() -> cold.state("alice", stream(1))).isExactlyInstanceOf(LedgerUnavailableException.class);

        reads.show(0, 0);
        assertThat(cold.state("alice", stream(1)).state()).isEqualTo(2L);
    }

    @Test
    void a_state_is_waited_for_while_the_snapshot_is_older() {
        var cold = coldAtVersion2(LONG, 100);
        reads.show(0, 3);

        assertThat(cold.state("alice", stream(1)).state()).isEqualTo(2L);
        assertThat(reads.left()).isZero();
    }

    @Test
    void a_stream_that_seems_absent_in_an_older_snapshot_is_not_believed_to_be() {
        var cold = coldAtVersion2(LONG, 100);
        reads.show(-1, 3);

        assertThat(cold.state("alice", stream(1)).state()).isEqualTo(2L);
    }

    @Test
    void the_end_of_a_lane_is_not_taken_from_an_older_snapshot() {
        var cold = coldAtVersion2(SHORT, 100);
        reads.show(0, FOR_EVER);

        assertThatThrownBy(() -> cold.catchUp(0)).isExactlyInstanceOf(LedgerUnavailableException.class);

        reads.show(0, 0);
        assertThat(cold.catchUp(0)).isEqualTo(1);
    }

    @Test
    void a_key_past_the_window_is_not_missed_in_an_older_snapshot() {
        var cold = coldAtVersion2(LONG, 1);
        reads.show(-1, 3);

        assertThat(cold.withKey("alice", "first")).isNotNull();
    }

    @Test
    void every_read_of_a_command_waits_for_a_primary() {
        store(other, "first");
        var ledger = ledger(reads.around(collection), LONG, 1);

        reads.away(3);
        assertThat(ledger.withKey("alice", "first")).isNotNull();
        reads.away(3);
        assertThat(ledger.state("alice", stream(1)).state()).isEqualTo(1L);
        reads.away(3);
        assertThat(ledger.catchUp(0)).isZero();
        reads.away(3);
        ledger.source("alice", Set.of(stream(1)), commit -> {});
        assertThat(reads.left()).isZero();
    }

    @Test
    void a_read_that_breaks_off_behind_the_head_shows_the_head_once() {
        for (var key : List.of("first", "second", "third")) {
            store(other, key);
        }
        var cold = ledger(reads.around(collection), LONG, 100);
        cold.catchUp(0);
        var positions = new ArrayList<Long>();
        reads.breakOffAfter(3);

        cold.source("alice", Set.of(stream(1)), commit -> positions.add(commit.position()));

        assertThat(positions).containsExactly(0L, 1L, 2L);
    }

    @Test
    void an_append_waits_for_a_primary_even_where_its_lane_was_never_opened() {
        var ledger = ledger(reads.around(collection), LONG, 100);
        var known = other.state("alice", stream(1));
        reads.away(5);

        assertThat(ledger.append(append("alice", stream(1), known)).join()).isInstanceOf(Stored.class);
    }

    @Test
    void a_command_whose_reads_are_never_answered_is_not_carried_out() {
        var ledger = ledger(reads.around(collection), SHORT, 100);
        var known = other.state("alice", stream(1));
        reads.away(FOR_EVER);

        assertThatThrownBy(() -> ledger.state("alice", stream(1)))
                .isExactlyInstanceOf(LedgerUnavailableException.class);
        assertThatThrownBy(() -> ledger.catchUp(0)).isExactlyInstanceOf(LedgerUnavailableException.class);
        assertThatThrownBy(
                        () -> ledger.append(append("alice", stream(1), known)).join())
                .hasCauseExactlyInstanceOf(LedgerUnavailableException.class);
        assertThat(collection.countDocuments()).isZero();
    }

    @Test
    void all_reads_of_a_command_share_one_deadline() {
        var ledger = ledger(reads.around(collection), LONG, 100);
        reads.away(FOR_EVER);

        assertThatThrownBy(() -> Deadline.within(SHORT, () -> ledger.state("alice", stream(1))))
                .isExactlyInstanceOf(LedgerUnavailableException.class);
    }
}
