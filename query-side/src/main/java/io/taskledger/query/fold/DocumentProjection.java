package io.taskledger.query.fold;

import org.bson.Document;

/**
 * A projection that reads a document, folds it and writes it back, guarded by the position up to which it is folded.
 *
 * @param <T> the value of a document: immutable, with {@code equals}
 */
public sealed interface DocumentProjection<T> extends Projection permits StreamProjection, SummaryProjection {

    /** The value of a stored document. */
    T read(Document document);

    /**
     * Appends the fields of the value, always in the same order, so that equal values have equal bytes. The document
     * already has {@code _id} and {@code position}.
     */
    void write(T value, Document document);

    /**
     * The whole document.
     *
     * @param position of the last commit that is folded into the value
     */
    default Document document(String id, T value, long position) {
        var document = new Document("_id", id).append("position", position);
        write(value, document);
        return document;
    }
}
