package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;

/** A server's data: databases whose collections have working indexes. Everything is in memory. */
public final class IndexedBackend extends AbstractMongoBackend {

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new IndexedDatabase(name, getCursorRegistry());
    }
}
