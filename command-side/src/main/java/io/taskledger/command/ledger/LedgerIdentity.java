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
 * lanes; nor does the store of the owners' keys, because another one has other keys.
 */
public final class LedgerIdentity {

    private static final String ID = "ledger";
    private static final String LANES = "lanes";
    private static final String KEYS = "keys";
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private LedgerIdentity() {}

    /**
     * Writes the lane count and the store of the keys if the ledger is new.
     *
     * @param keys the id of the store of the owners' keys
     * @throws IllegalStateException with a message for operators if it was created with others
     * @throws LedgerUnavailableException if MongoDB does not respond
     */
    public static void require(MongoCollection<Document> collection, Lanes lanes, String keys) {
        var existing = Deadline.retry(Deadline.of(TIMEOUT), () -> identity(collection, lanes, keys));
        int count = existing.getInteger(LANES);
        if (count != lanes.count()) {
            throw new IllegalStateException("taskledger.lanes is " + lanes.count()
                    + ", but this ledger was created with " + count + "; set taskledger.lanes=" + count);
        }
        var stored = existing.getString(KEYS);
        if (stored == null) {
            throw new IllegalStateException("taskledger.mongodb.database is a ledger of a version that had no keys of"
                    + " owners; name another database and another taskledger.kafka.topic");
        }
        if (!keys.equals(stored)) {
            throw new IllegalStateException(
                    "taskledger.keys.uri, .database or .folder leads to another store of keys than the one that this"
                            + " ledger was created with; correct it, or restore that store from its backup");
        }
    }

    /** Reads from the primary: a secondary may not have it yet, and the ledger would be created again. */
    private static Document identity(MongoCollection<Document> collection, Lanes lanes, String keys) {
        try {
            var durable = collection
                    .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                    .withReadConcern(ReadConcern.MAJORITY)
                    .withReadPreference(ReadPreference.primary())
                    .withTimeout(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS);
            var existing = durable.find(eq("_id", ID)).first();
            return existing == null ? create(durable, lanes, keys) : existing;
        } catch (MongoException e) {
            throw new LedgerUnavailableException("MongoDB did not respond", e);
        }
    }

    private static Document create(MongoCollection<Document> collection, Lanes lanes, String keys) {
        var identity = new Document("_id", ID).append(LANES, lanes.count()).append(KEYS, keys);
        try {
            collection.insertOne(identity);
            return identity;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                var found = collection.find(eq("_id", ID)).first();
                if (found != null) {
                    return found;
                }
                throw new LedgerUnavailableException(
                        "Another node creates the ledger; a majority does not have it yet");
            }
            throw e;
        }
    }
}
