package io.taskledger.query.fold;

import java.util.Set;

/**
 * Documents that summarize the documents of another projection, such as counts for each owner. They are folded from how
 * those documents change, and never rejects an event, because its source has accepted it.
 *
 * @param <S> the value of a document of the source
 * @param <T> the value of a document
 */
public non-sealed interface SummaryProjection<S, T> extends DocumentProjection<T> {

    /** The projection whose changes are folded. */
    DocumentProjection<S> source();

    /** The value of a document that does not exist yet. */
    T empty();

    /** The {@code _id}s of the documents that the change affects; empty if it affects none. */
    Set<String> affected(DocumentChange<S> change);

    /** The value of one affected document after the change. An equal value is not written. */
    T fold(String id, T value, DocumentChange<S> change);
}
