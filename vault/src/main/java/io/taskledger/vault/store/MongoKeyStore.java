package io.taskledger.vault.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.mongodb.DuplicateKeyException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.taskledger.vault.crypto.WrappedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** The keys in MongoDB, one document for each owner. */
public final class MongoKeyStore implements KeyStore {

    /** The time-out of one access, including the search for a server. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private static final long PAUSE_NANOS = 5_000_000;
    private static final String ID = "_id";
    private static final String STORE = "store";
    private static final String STATE = "state";
    private static final String LIVE = "live";
    private static final String ERASED = "erased";
    private static final String MASTER = "master";
    private static final String KEY = "key";
    private static final String AT = "at";

    private final MongoCollection<Document> keys;
    private final Duration attempt;
    private volatile @Nullable String id;

    /** @param keys concerns and time-outs are set here, whatever the URI says */
    public MongoKeyStore(MongoCollection<Document> keys) {
        this(keys, ATTEMPT);
    }

    MongoKeyStore(MongoCollection<Document> keys, Duration attempt) {
        this.attempt = attempt;
        this.keys = keys.withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary())
                .withTimeout(attempt.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String id() {
        var known = id;
        if (known == null) {
            var proposal = new Document(KEY, UUID.randomUUID().toString());
            known = requireNonNull(one(new Document(STORE, true), proposal).getString(KEY));
            id = known;
        }
        return known;
    }

    @Override
    public WrappedKey masterCheck(WrappedKey proposal) {
        var found = one(new Document(MASTER, proposal.master()), new Document(KEY, new Binary(proposal.bytes())));
        return new WrappedKey(
                proposal.master(), requireNonNull(found.get(KEY, Binary.class)).getData());
    }

    /**
     * A document that there is once.
     *
     * @param id a document, because a text is an owner
     */
    private Document one(Document id, Document proposal) {
        var document = new Document(ID, id);
        document.putAll(proposal);
        return available(
                () -> {
                    keys.insertOne(document);
                    return document;
                },
                () -> taken(eq(ID, id)));
    }

    @Override
    public @Nullable StoredKey find(String owner) {
        var found = available(() -> keys.find(eq(ID, owner)).first(), () -> null);
        return found == null ? null : stored(found);
    }

    @Override
    public StoredKey add(String owner, StoredKey.Live key) {
        var document = new Document(ID, owner).append(STATE, LIVE);
        document.append(MASTER, key.key().master())
                .append(KEY, new Binary(key.key().bytes()));
        return available(
                () -> {
                    keys.insertOne(document);
                    return key;
                },
                () -> stored(taken(eq(ID, owner))));
    }

    /** What another call has stored before; a majority may not have it yet. */
    private Document taken(Bson id) {
        long end = System.nanoTime() + attempt.toNanos();
        while (System.nanoTime() < end) {
            var found = keys.find(id).first();
            if (found != null) {
                return found;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new MongoTimeoutException("What is stored is not acknowledged by a majority");
    }

    @Override
    public boolean rewrap(String owner, StoredKey.Live expected, StoredKey.Live key) {
        var guard = and(
                eq(ID, owner),
                eq(MASTER, expected.key().master()),
                eq(KEY, new Binary(expected.key().bytes())));
        var change = combine(
                set(MASTER, key.key().master()), set(KEY, new Binary(key.key().bytes())));
        return available(() -> keys.updateOne(guard, change).getMatchedCount() == 1, () -> false);
    }

    @Override
    public StoredKey.Erased erase(String owner, Instant at) {
        var tombstone = new Document(ID, owner).append(STATE, ERASED).append(AT, Date.from(at));
        Bson guard = and(eq(ID, owner), ne(STATE, ERASED));
        return available(
                () -> {
                    keys.replaceOne(guard, tombstone, new ReplaceOptions().upsert(true));
                    return (StoredKey.Erased) stored(tombstone);
                },
                () -> (StoredKey.Erased) stored(taken(eq(ID, owner))));
    }

    @Override
    public void forEach(BiConsumer<String, StoredKey> each) {
        available(
                () -> {
                    keys.find(exists(STATE)).forEach(found -> each.accept(found.getString(ID), stored(found)));
                    return true;
                },
                () -> true);
    }

    private static StoredKey stored(Document found) {
        if (ERASED.equals(found.getString(STATE))) {
            return new StoredKey.Erased(requireNonNull(found.getDate(AT)).toInstant());
        }
        var bytes = requireNonNull(found.get(KEY, Binary.class)).getData();
        return new StoredKey.Live(new WrappedKey(requireNonNull(found.getString(MASTER)), bytes));
    }

    private static <T extends @Nullable Object> T available(Supplier<T> access, Supplier<T> ifTaken) {
        try {
            return access.get();
        } catch (MongoException e) {
            if (isTaken(e)) {
                return available(ifTaken, ifTaken);
            }
            throw unavailable(e);
        }
    }

    private static boolean isTaken(MongoException e) {
        return e instanceof DuplicateKeyException
                || e instanceof MongoWriteException write
                        && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    private static KeyStoreUnavailableException unavailable(MongoException cause) {
        return new KeyStoreUnavailableException("The store of the owners' keys does not respond", cause);
    }
}
