package io.taskledger.command.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static io.taskledger.command.ledger.CommitDocuments.BYTES;
import static io.taskledger.command.ledger.CommitDocuments.ID;
import static io.taskledger.command.ledger.CommitDocuments.KEY;
import static io.taskledger.command.ledger.CommitDocuments.OWNER;
import static io.taskledger.command.ledger.CommitDocuments.STREAMS;
import static io.taskledger.command.ledger.CommitDocuments.TIME;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitId;
import io.taskledger.contract.commit.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The commits in MongoDB: every access there is. Thread-safe. Reads throw {@link LedgerUnavailableException}. */
public final class CommitStore {

    private static final int DUPLICATE_KEY = 11000;

    /** How long one access may take, finding a server included: a fraction of an append's patience. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private final MongoCollection<Document> commits;
    /** Making an index may take as long as it takes. */
    private final MongoCollection<Document> untimed;

    /** @param commits the concerns and the timeout it is used with are set here */
    public CommitStore(MongoCollection<Document> commits) {
        this(commits, ATTEMPT);
    }

    CommitStore(MongoCollection<Document> commits, Duration attempt) {
        untimed = commits;
        this.commits = commits.withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary())
                .withTimeout(attempt.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Makes the indexes if they are missing. */
    public void prepare() {
        available(() -> {
            untimed.createIndex(Indexes.ascending(OWNER, STREAMS, ID));
            return untimed.createIndex(Indexes.ascending(OWNER, KEY));
        });
    }

    /** What became of an insert of several commits, in order. */
    public sealed interface Inserted {

        /** All are stored, acknowledged by a majority. */
        record All() implements Inserted {}

        /** Those before the index are stored; the position of the one at the index is taken, perhaps by itself. */
        record TakenAt(int index) implements Inserted {}

        /** Some from the first on may be stored, now or later. */
        record Unknown(MongoException cause) implements Inserted {}
    }

    /** Inserts commits at consecutive positions, in one round trip, up to the first that finds its position taken. */
    public Inserted insert(List<Commit> batch) {
        try {
            commits.insertMany(
                    batch.stream().map(CommitDocuments::write).toList(), new InsertManyOptions().ordered(true));
            return new Inserted.All();
        } catch (MongoBulkWriteException e) {
            boolean taken = e.getWriteConcernError() == null
                    && e.getWriteErrors().size() == 1
                    && e.getWriteErrors().getFirst().getCode() == DUPLICATE_KEY;
            return taken ? new Inserted.TakenAt(e.getWriteErrors().getFirst().getIndex()) : new Inserted.Unknown(e);
        } catch (MongoException e) {
            return new Inserted.Unknown(e);
        }
    }

    /** Commits of a lane in order, from a position on. */
    public List<Commit> read(int lane, long from, int limit) {
        return available(() -> commits.find(positions(lane, from, CommitId.LAST_POSITION))
                .sort(Sorts.ascending(ID))
                .limit(limit)
                .map(CommitDocuments::read)
                .into(new ArrayList<>()));
    }

    /** The last commit of a lane, or null if it has none. */
    public @Nullable Commit last(int lane) {
        return available(() -> commits.find(positions(lane, 0, CommitId.LAST_POSITION))
                .sort(Sorts.descending(ID))
                .limit(1)
                .map(CommitDocuments::read)
                .first());
    }

    /** The commits that touched one of the owner's streams, in order, up to a position of the owner's lane. */
    public List<Commit> touching(int lane, String owner, Set<StreamId> streams, long upTo) {
        if (upTo < 0) {
            return List.of();
        }
        var names = streams.stream().map(StreamId::name).toList();
        var touched = names.size() == 1 ? eq(STREAMS, names.getFirst()) : in(STREAMS, names);
        return available(() -> commits.find(and(eq(OWNER, owner), touched, lte(ID, CommitId.of(lane, upTo))))
                .sort(Sorts.ascending(ID))
                .map(CommitDocuments::read)
                .into(new ArrayList<>()));
    }

    /** The owner's latest commit with this idempotency key since a time, or null. */
    public @Nullable Commit withKey(String owner, String key, Instant since) {
        return available(() -> commits.find(and(eq(OWNER, owner), eq(KEY, key), gte(TIME, Date.from(since))))
                .sort(Sorts.descending(ID))
                .limit(1)
                .map(CommitDocuments::read)
                .first());
    }

    /** A commit without its content, for the window of idempotency keys. */
    record Keyed(long position, String owner, @Nullable String key, Instant time) {}

    /** The last commits of a lane, latest first. */
    List<Keyed> tail(int lane, int limit) {
        return available(() -> commits.find(positions(lane, 0, CommitId.LAST_POSITION))
                .projection(Projections.exclude(BYTES, STREAMS))
                .sort(Sorts.descending(ID))
                .limit(limit)
                .map(document -> new Keyed(
                        CommitId.position(document.getLong(ID)),
                        document.getString(OWNER),
                        document.getString(KEY),
                        document.getDate(TIME).toInstant()))
                .into(new ArrayList<>()));
    }

    private static Bson positions(int lane, long from, long to) {
        return and(gte(ID, CommitId.of(lane, from)), lte(ID, CommitId.of(lane, to)));
    }

    private static <T> T available(Supplier<T> read) {
        try {
            return read.get();
        } catch (MongoException e) {
            throw new LedgerUnavailableException("MongoDB did not answer", e);
        }
    }
}
