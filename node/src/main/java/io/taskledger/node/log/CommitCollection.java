package io.taskledger.node.log;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.cursor.TimeoutMode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The collection of the commits, with the concerns that its guarantees need, whatever the URI says, and with a time-out
 * for each access. Thread-safe.
 */
public final class CommitCollection {

    /** The time-out of one access, including the search for a server; a fraction of the deadline of an append. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private final MongoCollection<Document> commits;
    private final MongoCollection<Document> untimed;
    private final Duration attempt;

    public CommitCollection(MongoCollection<Document> commits) {
        this(commits, ATTEMPT);
    }

    public CommitCollection(MongoCollection<Document> commits, Duration attempt) {
        untimed = commits.withTimeout(0, TimeUnit.MILLISECONDS); // replaces the client's read time-out
        this.attempt = attempt;
        this.commits = commits.withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary())
                .withTimeout(attempt.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Without a time-out, for the creation of indexes. */
    public MongoCollection<Document> untimed() {
        return untimed;
    }

    /** With the full time-out, for writes, whose outcome is worth waiting for. */
    MongoCollection<Document> full() {
        return commits;
    }

    /** With a time-out that ends with the thread's {@link Deadline}. */
    MongoCollection<Document> timed() {
        var left = Deadline.attempt(attempt);
        return left.equals(attempt) ? commits : commits.withTimeout(left.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The time-out holds for each reply, not for all together.
     *
     * @param reply the number of documents in one reply
     */
    public FindIterable<Document> find(Bson query, int reply) {
        return timed().find(query).batchSize(reply).timeoutMode(TimeoutMode.ITERATION);
    }

    /** @throws LedgerUnavailableException if MongoDB does not respond */
    public static <T> T available(Supplier<T> access) {
        try {
            return access.get();
        } catch (MongoException e) {
            throw new LedgerUnavailableException("MongoDB did not respond", e);
        }
    }
}
