package io.taskledger.vault.store;

import static java.util.Objects.requireNonNull;

import com.mongodb.MongoException;
import io.taskledger.vault.crypto.WrappedKey;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Binary;

/** The documents of owners, whose id is the owner. */
final class KeyDocuments {

    static final String ID = "_id";
    static final String STATE = "state";
    static final String LIVE = "live";
    static final String ERASED = "erased";
    static final String MASTER = "master";
    static final String KEY = "key";
    private static final String AT = "at";

    private KeyDocuments() {}

    static Document live(String owner, StoredKey.Live key) {
        return new Document(ID, owner)
                .append(STATE, LIVE)
                .append(MASTER, key.key().master())
                .append(KEY, new Binary(key.key().bytes()));
    }

    static Document tombstone(String owner, Instant at) {
        return new Document(ID, owner).append(STATE, ERASED).append(AT, Date.from(at));
    }

    /** @throws MongoException if it has a state that a later version wrote */
    static StoredKey stored(Document found) {
        return switch (requireNonNull(found.getString(STATE))) {
            case LIVE ->
                new StoredKey.Live(new WrappedKey(
                        requireNonNull(found.getString(MASTER)),
                        requireNonNull(found.get(KEY, Binary.class)).getData()));
            case ERASED ->
                new StoredKey.Erased(requireNonNull(found.getDate(AT)).toInstant());
            default -> throw new MongoException("A key has a state that this version does not know");
        };
    }
}
