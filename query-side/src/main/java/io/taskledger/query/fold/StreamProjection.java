package io.taskledger.query.fold;

import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * One document per stream, into which the stream's events are folded. The empty state is the absence of the document.
 *
 * @param <E> the events of these streams
 * @param <T> the value of a document
 */
public non-sealed interface StreamProjection<E extends Event, T> extends DocumentProjection<T> {

    /** The kind of its streams, which no other projection has. What else follows from these events is derived. */
    StreamKind kind();

    /** The type of the events of these streams; another event parks the stream. */
    Class<E> events();

    /** The {@code _id} of the stream's document, unique among all owners. */
    String id(String owner, StreamId stream);

    /**
     * The value after an event.
     *
     * @param before null if the stream has no document yet
     * @throws ImpossibleEventException if the event cannot follow; this parks the stream
     */
    T fold(@Nullable T before, E event, EventInCommit where);
}
