package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;

/**
 * The in-memory backend with working indexes. The original backend ignores non-unique indexes, uses a unique index only
 * for queries with exactly its keys, and returns documents that later writes still change.
 */
public final class IndexedBackend extends MemoryBackend {

    @Override
    public MemoryDatabase openOrCreateDatabase(String name) {
        return new Database(name, getCursorRegistry());
    }

    private static final class Database extends MemoryDatabase {

        Database(String name, CursorRegistry cursors) {
            super(name, cursors);
        }

        @Override
        protected MemoryCollection openOrCreateCollection(String name, CollectionOptions options) {
            return new IndexedCollection(this, name, options, cursorRegistry);
        }

        @Override
        protected Index<Integer> openOrCreateUniqueIndex(
                String collection, String index, List<IndexKey> keys, boolean sparse) {
            return isPrimaryKey(keys)
                    ? new IdIndex(index, keys)
                    : super.openOrCreateUniqueIndex(collection, index, keys, sparse);
        }

        @Override
        protected Index<Integer> openOrCreateSecondaryIndex(
                String collection, String index, List<IndexKey> keys, boolean sparse) {
            return resolveCollection(collection, false) instanceof IndexedCollection indexed
                            && indexed.isIndexedBy(keys)
                    ? new EmptyIndex<>(index, keys) // it would find the same as the other one, at the same cost
                    : new PrefixIndex(index, keys);
        }

        @Override
        public Document handleCommand(
                Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
            return OrderedUpdates.isOne(command, query)
                    ? OrderedUpdates.run(
                            query, single -> super.handleCommand(channel, command, single, databases, oplog))
                    : super.handleCommand(channel, command, query, databases, oplog);
        }

        private static boolean isPrimaryKey(List<IndexKey> keys) {
            return keys.size() == 1 && keys.getFirst().getKey().equals("_id");
        }
    }
}
