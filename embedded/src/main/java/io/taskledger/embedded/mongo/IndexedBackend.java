package io.taskledger.embedded.mongo;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;

/** A server's data: databases whose collections have working indexes. Everything is in memory. */
final class IndexedBackend extends AbstractMongoBackend {

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new IndexedDatabase(name, getCursorRegistry());
    }

    @Override
    protected Document handleGetMore(String database, String command, Document query) {
        if (!(getCursorRegistry().getCursor(((Number) requireNonNull(query.get(command))).longValue())
                instanceof StoredCursor cursor)) {
            return super.handleGetMore(database, command, query);
        }
        var batch = cursor.next(((Number) query.getOrDefault("batchSize", 0)).intValue());
        if (cursor.isEmpty()) {
            getCursorRegistry().remove(cursor);
        }
        return Found.response(
                database + "." + query.get("collection"), "nextBatch", batch, cursor.isEmpty() ? 0 : cursor.getId());
    }
}
