package io.taskledger.vault.crypto;

/**
 * The key of an owner, sealed with a master key: what is stored.
 *
 * @param master the id of the master key
 * @param bytes not copied, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record WrappedKey(String master, byte[] bytes) {}
