package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document as it is stored, which is read field by field. Not thread-safe. */
final class StoredDocument {

    private final byte[] bson;
    private @Nullable Document decoded;

    StoredDocument(byte[] bson) {
        this.bson = bson;
    }

    byte[] bson() {
        return bson;
    }

    /** The value of a top-level field; missing if there is none. */
    @Nullable
    Object get(String field) {
        return decoded == null ? BsonReader.field(bson, field) : decoded.getOrMissing(field);
    }

    /** A copy that nobody else has seen. */
    Document copy() {
        return BsonReader.document(bson);
    }

    /** The same document at each call; not to be changed. */
    Document decoded() {
        var known = decoded == null ? copy() : decoded;
        decoded = known;
        return known;
    }
}
