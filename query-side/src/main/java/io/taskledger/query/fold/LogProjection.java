package io.taskledger.query.fold;

import org.bson.Document;

/**
 * One document for each change of another projection's documents, written once and never changed. Its {@code _id} comes
 * from the place of the event, so that a repetition writes nothing twice.
 *
 * @param <S> the value of a document of the source
 */
public non-sealed interface LogProjection<S> extends Projection {

    /** The projection whose changes are logged. */
    DocumentProjection<S> source();

    /** Appends the fields of the entry. The document already has {@code _id} and {@code position}. */
    void write(DocumentChange<S> change, Document document);

    /** The whole document. */
    default Document document(DocumentChange<S> change) {
        var place = change.cause().place();
        var document = new Document("_id", place.id()).append("position", place.position());
        write(change, document);
        return document;
    }
}
