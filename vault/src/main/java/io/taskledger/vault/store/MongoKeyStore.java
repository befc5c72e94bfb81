package io.taskledger.vault.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static io.taskledger.vault.store.KeyDocuments.ERASED;
import static io.taskledger.vault.store.KeyDocuments.ID;
import static io.taskledger.vault.store.KeyDocuments.KEY;
import static io.taskledger.vault.store.KeyDocuments.LIVE;
import static io.taskledger.vault.store.KeyDocuments.MASTER;
import static io.taskledger.vault.store.KeyDocuments.STATE;
import static java.util.Objects.requireNonNull;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.ReplaceOptions;
import io.taskledger.node.log.Deadline;
import io.taskledger.vault.crypto.WrappedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private static final Document STORE_ID = new Document("store", true);

    private final MongoCollection<Document> all;
    private final Duration attempt;
    private volatile @Nullable String id;

    /** @param keys concerns and time-outs are set here, whatever the URI says */
    public MongoKeyStore(MongoCollection<Document> keys) {
        this(keys, ATTEMPT);
    }

    /** @param attempt the time-out of one access; less if the thread's deadline is nearer */
    MongoKeyStore(MongoCollection<Document> keys, Duration attempt) {
        this.attempt = attempt;
        this.all = keys.withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    private MongoCollection<Document> keys() {
        return all.withTimeout(Deadline.attempt(attempt).toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String id() {
        var known = id;
        if (known == null) {
            var proposal = new Document(KEY, UUID.randomUUID().toString());
            known = requireNonNull(one(STORE_ID, proposal).getString(KEY));
            id = known;
        }
        return known;
    }

    /** A store that was emptied or replaced while this process runs must not give an owner a second key. */
    private void requireSame() {
        var atStart = id();
        var now = keys().find(eq(ID, STORE_ID)).first();
        if (now == null || !atStart.equals(now.getString(KEY))) {
            throw new MongoException("It is another store than at start");
        }
    }

    @Override
    public WrappedKey masterCheck(WrappedKey proposal) {
        var found = one(new Document(MASTER, proposal.master()), new Document(KEY, new Binary(proposal.bytes())));
        return new WrappedKey(
                proposal.master(), requireNonNull(found.get(KEY, Binary.class)).getData());
    }

    @Override
    public Set<String> mastersInUse() {
        return available(() -> keys().aggregate(
                        List.of(Aggregates.match(eq(STATE, LIVE)), Aggregates.group("$" + MASTER)))
                .map(group -> requireNonNull(group.getString(ID)))
                .into(new HashSet<>()));
    }

    /**
     * A document that there is once.
     *
     * @param id a document, because a text is an owner
     */
    private Document one(Document id, Document proposal) {
        var document = new Document(ID, id);
        document.putAll(proposal);
        return available(() -> insert(document) ? document : taken(eq(ID, id)));
    }

    @Override
    public @Nullable StoredKey find(String owner) {
        return available(() ->
                        Optional.ofNullable(keys().find(eq(ID, owner)).first()).map(KeyDocuments::stored))
                .orElse(null);
    }

    @Override
    public StoredKey add(String owner, StoredKey.Live key) {
        var document = KeyDocuments.live(owner, key);
        return available(() -> {
            requireSame();
            return insert(document) ? key : KeyDocuments.stored(taken(eq(ID, owner)));
        });
    }

    /** Returns false if there is a document with this id. */
    private boolean insert(Document document) {
        try {
            keys().insertOne(document);
            return true;
        } catch (MongoException e) {
            return notIfTaken(e);
        }
    }

    private static boolean notIfTaken(MongoException e) {
        if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
            return false;
        }
        throw e;
    }

    /** What another call has stored before; a majority may not have it yet. */
    private Document taken(Bson id) {
        return awaitMajority(() -> keys().find(id).first());
    }

    private <T> T awaitMajority(Supplier<@Nullable T> read) {
        long end = System.nanoTime() + Deadline.attempt(attempt).toNanos();
        while (System.nanoTime() < end) {
            var found = read.get();
            if (found != null) {
                return found;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new MongoTimeoutException("A majority does not acknowledge what is stored");
    }

    @Override
    public boolean rewrap(String owner, StoredKey.Live expected, StoredKey.Live key) {
        var guard = and(
                eq(ID, owner),
                eq(MASTER, expected.key().master()),
                eq(KEY, new Binary(expected.key().bytes())));
        var change = combine(
                set(MASTER, key.key().master()), set(KEY, new Binary(key.key().bytes())));
        return available(() -> keys().updateOne(guard, change).getMatchedCount() == 1);
    }

    @Override
    public StoredKey.Erased erase(String owner, Instant at) {
        var tombstone = KeyDocuments.tombstone(owner, at);
        return available(() -> awaitMajority(() -> {
            replace(tombstone);
            return find(owner) instanceof StoredKey.Erased erased ? erased : null;
        }));
    }

    /** Does nothing if there is a tombstone, or if a key was added at this moment; then it is to be repeated. */
    private void replace(Document tombstone) {
        try {
            var guard = and(eq(ID, tombstone.get(ID)), ne(STATE, ERASED));
            keys().replaceOne(guard, tombstone, new ReplaceOptions().upsert(true));
        } catch (MongoException e) {
            notIfTaken(e);
        }
    }

    @Override
    public void forEach(BiConsumer<String, StoredKey> each) {
        available(() -> {
            keys().find(exists(STATE))
                    .timeoutMode(TimeoutMode.ITERATION)
                    .forEach(found -> each.accept(found.getString(ID), KeyDocuments.stored(found)));
            return true;
        });
    }

    private static <T> T available(Supplier<T> access) {
        try {
            return access.get();
        } catch (MongoException e) {
            throw new KeyStoreUnavailableException("The store of the owners' keys does not respond", e);
        }
    }
}
