package io.taskledger.vault.store;

import io.taskledger.vault.crypto.WrappedKey;
import java.time.Instant;

/** What a store knows of an owner for whom a key was made. */
public sealed interface StoredKey {

    /** The owner's key. */
    record Live(WrappedKey key) implements StoredKey {}

    /**
     * The owner's key is destroyed, and no other is ever made.
     *
     * @param at UTC, milliseconds
     */
    record Erased(Instant at) implements StoredKey {}
}
