package io.taskledger.vault.store;

import io.taskledger.vault.crypto.WrappedKey;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one key for each owner, durably and apart from ledger and Kafka, so that a copy of those does not contain it.
 * Every method throws {@link KeyStoreUnavailableException} if the store does not respond; the operation may then have
 * been carried out, and can be repeated. Thread-safe.
 */
public interface KeyStore {

    /** The id of this store, made when it was first asked for; a ledger belongs to one store. */
    String id();

    /**
     * Something that a master key has wrapped, to recognise another key that has the same id.
     *
     * @param proposal is stored if there is nothing of its master key
     * @return what is stored now, durably
     */
    WrappedKey masterCheck(WrappedKey proposal);

    /** The ids of the master keys that wrap some owner's key. */
    Set<String> mastersInUse();

    /** What is durably stored; null if no key was ever made for the owner. */
    @Nullable
    StoredKey find(String owner);

    /**
     * Stores a key unless there is already a key or a tombstone.
     *
     * @return what is stored now, durably: the same for all callers, however many race
     */
    StoredKey add(String owner, StoredKey.Live key);

    /**
     * Replaces a key by the same key, wrapped by another master key.
     *
     * @return false if something else is stored than expected; then nothing was changed
     */
    boolean rewrap(String owner, StoredKey.Live expected, StoredKey.Live key);

    /**
     * Destroys the owner's key, if there is one, and leaves a tombstone for ever.
     *
     * @param at kept to the millisecond, unless there is an earlier tombstone
     */
    StoredKey.Erased erase(String owner, Instant at);

    /** Passes everything to the consumer, in no particular order; what changes meanwhile may be missing or old. */
    void forEach(BiConsumer<String, StoredKey> each);
}
