package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;

/** A document as it is stored, which is read field by field. Not thread-safe. */
final class StoredDocument {

    private final byte[] bson;
    private Document decoded;

    StoredDocument(byte[] bson) {
        this.bson = bson;
    }

    byte[] bson() {
        return bson;
    }

    /** The value of a top-level field; missing if there is none. */
    Object get(String field) {
        return decoded == null ? BsonReader.field(bson, field) : decoded.getOrMissing(field);
    }

    /** A copy that nobody else has seen. */
    Document copy() {
        return BsonReader.document(bson);
    }

    /** The same document at each call; not to be changed. */
    Document decoded() {
        if (decoded == null) {
            decoded = copy();
        }
        return decoded;
    }
}
