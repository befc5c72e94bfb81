package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** The answer to {@code find} or {@code getMore}: a batch of documents as they are stored. */
final class Found {

    private Found() {}

    /** @param batch stored documents, or decoded ones */
    static Document response(String namespace, String part, List<?> batch, long cursor) {
        return new Document(
                        "cursor",
                        new Document("id", cursor).append("ns", namespace).append(part, batch))
                .append("ok", 1.0);
    }
}
