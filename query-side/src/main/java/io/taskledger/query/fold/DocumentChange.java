package io.taskledger.query.fold;

import org.jspecify.annotations.Nullable;

/**
 * How one event changed one document.
 *
 * @param before null if the document did not exist
 * @param <T> the value of the document
 */
public record DocumentChange<T>(String id, @Nullable T before, T after, EventInCommit cause) {}
