package io.taskledger.command.ledger;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.node.log.Deadline;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * The document that says how a ledger was created. Its lane count never changes, because owners would move to other
 * lanes.
 */
public final class LedgerIdentity {

    private static final String ID = "ledger";
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private LedgerIdentity() {}

    /**
     * Writes the lane count if the ledger is new.
     *
     * @throws IllegalStateException with a message for operators if it was created with another count
     * @throws LedgerUnavailableException if MongoDB does not respond
     */
    public static void require(MongoCollection<Document> collection, Lanes lanes) {
        var existing = Deadline.retry(Deadline.of(TIMEOUT), () -> identity(collection, lanes));
        if (existing.getInteger("lanes") != lanes.count()) {
            throw new IllegalStateException("taskledger.lanes is " + lanes.count()
                    + ", but this ledger was created with " + existing.getInteger("lanes")
                    + "; set taskledger.lanes=" + existing.getInteger("lanes"));
        }
    }

    /** Reads from the primary: a secondary may not have it yet, and the ledger would be created again. */
    private static Document identity(MongoCollection<Document> collection, Lanes lanes) {
        try {
            var durable = collection
                    .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                    .withReadConcern(ReadConcern.MAJORITY)
                    .withReadPreference(ReadPreference.primary())
                    .withTimeout(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS);
            var existing = durable.find(eq("_id", ID)).first();
            return existing == null ? create(durable, lanes) : existing;
        } catch (MongoException e) {
            throw new LedgerUnavailableException("MongoDB did not respond", e);
        }
    }

    private static Document create(MongoCollection<Document> collection, Lanes lanes) {
        var identity = new Document("_id", ID).append("lanes", lanes.count());
        try {
            collection.insertOne(identity);
            return identity;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return collection.find(eq("_id", ID)).first();
            }
            throw e;
        }
    }
}
