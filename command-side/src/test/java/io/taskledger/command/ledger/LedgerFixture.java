package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.LAST_VERSION;
import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.append;
import static io.taskledger.command.ledger.Drafts.stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.command.ledger.FaultyCollection.Fault;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.node.log.CommitLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;

/** Ledgers of one lane, each with its own collection. */
abstract class LedgerFixture {

    static final Lanes ONE_LANE = new Lanes(1);

    MongoCollection<Document> collection;
    final List<Commit> fed = new ArrayList<>();
    MongoLedger<Long> ledger;

    abstract MongoClient client();

    @BeforeEach
    void newLedger() {
        collection = client().getDatabase("ledger").getCollection("commits-" + UUID.randomUUID());
        new CommitStore(collection).prepare();
        ledger = ledger(collection, NOW);
    }

    MongoLedger<Long> ledger(MongoCollection<Document> commits, Instant now) {
        return ledger(commits, now, Duration.ofMinutes(1));
    }

    MongoLedger<Long> ledger(MongoCollection<Document> commits, Instant now, Duration timeout) {
        var settings = new LedgerSettings(256, 8 << 20, 4096, 100, 3, timeout);
        return new MongoLedger<>(
                new CommitStore(commits), ONE_LANE, settings, LAST_VERSION, fed::add, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** What is stored, whichever ledger has stored it. */
    CommitLog log() {
        return new CommitStore(collection).log();
    }

    MongoCollection<Document> faulty(Iterator<Fault> faults) {
        return new FaultyCollection(() -> faults.hasNext() ? faults.next() : Fault.NONE, () -> {}).around(collection);
    }

    static Commit stored(MongoLedger<Long> ledger, int number) {
        var stream = stream(number);
        return ((Stored) ledger.append(append("alice", stream, ledger.state("alice", stream)))
                        .join())
                .commit();
    }
}
