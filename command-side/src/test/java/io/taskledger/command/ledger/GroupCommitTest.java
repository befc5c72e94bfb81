package io.taskledger.command.ledger;

import static io.taskledger.command.ledger.Drafts.LAST_VERSION;
import static io.taskledger.command.ledger.Drafts.NOW;
import static io.taskledger.command.ledger.Drafts.append;
import static io.taskledger.command.ledger.Drafts.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.taskledger.command.ledger.Appended.Stored;
import io.taskledger.command.ledger.FaultyCollection.Fault;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.EmbeddedMongo;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final int CLIENTS = 256;
    private static final int EACH = 8;

    @Test
    void many_clients_share_an_insert_when_the_store_is_slow() {
        try (var mongo = EmbeddedMongo.start();
                var client = MongoClients.create(mongo.uri())) {
            var slow = new FaultyCollection(() -> Fault.NONE, () -> LockSupport.parkNanos(5_000_000));
            var store = new CommitStore(slow.around(client.getDatabase("group").getCollection("commits")));
            store.prepare();
            var ledger = new MongoLedger<>(
                    store,
                    new Lanes(16),
                    LedgerSettings.DEFAULT,
                    LAST_VERSION,
                    commit -> {},
                    Clock.fixed(NOW, ZoneOffset.UTC));
            var stored = new AtomicInteger();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    var owner = "owner-" + i;
                    threads.execute(() -> {
                        for (int n = 0; n < EACH; n++) {
                            var append = append(owner, stream(1), ledger.state(owner, stream(1)));
                            if (ledger.append(append).join() instanceof Stored) {
                                stored.incrementAndGet();
                            }
                        }
                    });
                }
            }

            assertThat(stored).hasValue(CLIENTS * EACH);
            assertThat((double) ledger.stats().stored() / ledger.stats().inserts())
                    .as("commits per insert")
                    .isGreaterThan(5);
        }
    }
}
