package io.taskledger.command.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
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
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitId;
import io.taskledger.contract.commit.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** All access to the commits in MongoDB. Thread-safe. Reads throw {@link LedgerUnavailableException}. */
public final class CommitStore {

    /** The time-out of one access, including the search for a server; a fraction of the deadline of an append. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    /** The number of commits in one reply: a commit may have 1 MiB, and a reply must stay below 48 MB. */
    private static final int REPLY = 16;

    private static final int REPLY_WITHOUT_BYTES = 500;

    private final MongoCollection<Document> commits;
    private final Duration attempt;
    /** Without a time-out, for the creation of indexes. */
    private final MongoCollection<Document> untimed;

    /** @param commits concerns and time-out are set here */
    public CommitStore(MongoCollection<Document> commits) {
        this(commits, ATTEMPT);
    }

    CommitStore(MongoCollection<Document> commits, Duration attempt) {
        untimed = commits.withTimeout(0, TimeUnit.MILLISECONDS); // replaces the client's read time-out
        this.attempt = attempt;
        this.commits = commits.withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary())
                .withTimeout(attempt.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Creates missing indexes. Waits for them without a limit. */
    public void prepare() {
        available(() -> {
            untimed.createIndex(Indexes.ascending(OWNER, STREAMS, ID));
            return untimed.createIndex(Indexes.ascending(OWNER, KEY));
        });
    }

    /** The outcome of an insert of several commits in order. */
    public sealed interface Inserted {

        /** All are stored, acknowledged by a majority. */
        record All() implements Inserted {}

        /**
         * The commits before the index are stored; the position of the commit at the index is taken, perhaps by itself.
         */
        record TakenAt(int index) implements Inserted {}

        /** None is stored: the commit before the first one is missing. */
        record NoPredecessor() implements Inserted {}

        /** Some commits, from the first on, may be stored, now or later. */
        record Unknown(MongoException cause) implements Inserted {}
    }

    /**
     * Inserts commits at consecutive positions, in one round trip, up to the first whose position is taken; none if the
     * commit before them is missing: docs/adr/0014.
     */
    public Inserted insert(List<Commit> batch) {
        var insert = new GuardedInsert(batch);
        try {
            return insert.outcome(commits.bulkWrite(insert.writes(), new BulkWriteOptions().ordered(true)));
        } catch (MongoBulkWriteException e) {
            return insert.outcome(e);
        } catch (MongoException e) {
            return new Inserted.Unknown(e);
        }
    }

    /** Commits of a lane in order, from a position on. */
    public List<Commit> read(int lane, long from, int limit) {
        return available(() -> find(positions(lane, from, CommitId.LAST_POSITION), REPLY)
                .sort(Sorts.ascending(ID))
                .limit(limit)
                .map(CommitDocuments::read)
                .into(new ArrayList<>()));
    }

    /** Passes on the commits of a lane in order, from a position on, as they are read. */
    void follow(int lane, long from, Consumer<Commit> each) {
        available(() -> {
            try (var found = find(positions(lane, from, CommitId.LAST_POSITION), REPLY)
                    .sort(Sorts.ascending(ID))
                    .cursor()) {
                while (found.hasNext()) {
                    each.accept(CommitDocuments.read(found.next()));
                }
            }
            return lane;
        });
    }

    /** The last commit of a lane, or null if it has none. */
    public @Nullable Commit last(int lane) {
        return available(() -> timed().find(positions(lane, 0, CommitId.LAST_POSITION))
                .sort(Sorts.descending(ID))
                .limit(1)
                .map(CommitDocuments::read)
                .first());
    }

    /**
     * Passes on the commits of the owner's streams in order, after one position and up to another one.
     *
     * @param upTo a position of the owner's lane that has a commit
     * @return whether the read saw the commit at {@code upTo}; if not, earlier ones may be missing too
     */
    boolean touching(int lane, String owner, Set<StreamId> streams, long after, long upTo, Consumer<Commit> each) {
        var names = streams.stream().map(StreamId::name).toList();
        long head = CommitId.of(lane, upTo);
        var wanted = new ArrayList<Bson>(List.of(
                eq(OWNER, owner),
                names.size() == 1 ? eq(STREAMS, names.getFirst()) : in(STREAMS, names),
                lte(ID, head)));
        if (after >= 0) {
            wanted.add(gt(ID, CommitId.of(lane, after)));
        }
        return available(() -> {
            boolean seen = false;
            try (var found = find(or(eq(ID, head), and(wanted)), REPLY)
                    .sort(Sorts.ascending(ID))
                    .cursor()) {
                while (found.hasNext()) {
                    var document = found.next();
                    seen |= document.getLong(ID) == head;
                    if (owner.equals(document.getString(OWNER))
                            && !Collections.disjoint(names, document.getList(STREAMS, String.class))) {
                        each.accept(CommitDocuments.read(document));
                    }
                }
            }
            return seen;
        });
    }

    /**
     * The owner's latest commit with this idempotency key since a time, or null.
     *
     * @param head the position of a commit of the owner's lane that the read must see; -1 if it has none
     * @throws LedgerUnavailableException if the read does not see the head
     */
    @Nullable
    Commit withKey(int lane, String owner, String key, Instant since, long head) {
        var wanted = and(eq(OWNER, owner), eq(KEY, key), gte(TIME, Date.from(since)));
        return available(() -> {
            boolean seen = head < 0;
            Document latest = null;
            var query = head < 0 ? wanted : or(eq(ID, CommitId.of(lane, head)), wanted);
            for (var document : find(query, REPLY).sort(Sorts.ascending(ID)).into(new ArrayList<>())) {
                seen |= document.getLong(ID) == CommitId.of(lane, Math.max(head, 0));
                boolean matches = owner.equals(document.getString(OWNER)) && key.equals(document.getString(KEY));
                latest = matches && !document.getDate(TIME).toInstant().isBefore(since) ? document : latest;
            }
            if (!seen) {
                throw new LedgerUnavailableException("MongoDB does not show position " + head + " of lane " + lane);
            }
            return latest == null ? null : CommitDocuments.read(latest);
        });
    }

    /** A commit without its content, for the window of idempotency keys. */
    record Keyed(long position, String owner, @Nullable String key, Instant time) {}

    /** The last commits of a lane, newest first. */
    List<Keyed> tail(int lane, int limit) {
        return available(() -> find(positions(lane, 0, CommitId.LAST_POSITION), REPLY_WITHOUT_BYTES)
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

    /** The time-out holds for each reply, not for all together. */
    private FindIterable<Document> find(Bson query, int reply) {
        return timed().find(query).batchSize(reply).timeoutMode(TimeoutMode.ITERATION);
    }

    private MongoCollection<Document> timed() {
        var left = Deadline.attempt(attempt);
        return left.equals(attempt) ? commits : commits.withTimeout(left.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Bson positions(int lane, long from, long to) {
        return and(gte(ID, CommitId.of(lane, from)), lte(ID, CommitId.of(lane, to)));
    }

    private static <T> T available(Supplier<T> read) {
        try {
            return read.get();
        } catch (MongoException e) {
            throw new LedgerUnavailableException("MongoDB did not respond", e);
        }
    }
}
