package io.taskledger.embedded.mongo;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database. The core executes its commands, except those that it would execute by reading all documents. */
final class IndexedDatabase extends AbstractSynchronizedMongoDatabase<Integer> {

    IndexedDatabase(String name, CursorRegistry cursors) {
        super(name, cursors);
        initializeNamespacesAndIndexes();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        if (OrderedUpdates.isOne(command, query)) {
            return OrderedUpdates.run(query, single -> super.handleCommand(channel, command, single, databases, oplog));
        }
        var answer = answer(command, query, databases, oplog);
        return answer == null ? super.handleCommand(channel, command, query, databases, oplog) : answer;
    }

    /** Null if the core executes the command. */
    private @Nullable Document answer(String command, Document query, DatabaseResolver databases, Oplog oplog) {
        if (command.equals("explain")) {
            return Explanation.of((Document) requireNonNull(query.get(command)), this::collection);
        }
        boolean find = command.equals("find");
        var match = command.equals("aggregate") ? MatchFirst.of(query) : null;
        var collection = find || match != null ? collection(requireNonNull(query.get(command))) : null;
        if (collection == null) {
            return null;
        }
        return match != null
                ? match.run(collection, databases, this, oplog)
                : collection.find(
                        query,
                        ((Number) query.getOrDefault("batchSize", 0)).intValue(),
                        !Boolean.TRUE.equals(query.get("singleBatch")));
    }

    /** Null if there is no such collection. */
    private @Nullable StoredCollection collection(Object name) {
        return name instanceof String text ? (StoredCollection) resolveCollection(text, false) : null;
    }

    @Override
    protected StoredCollection openOrCreateCollection(String name, CollectionOptions options) {
        return new StoredCollection(this, name, options, cursorRegistry);
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(index, keys, true, sparse);
    }

    @Override
    protected Index<Integer> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(index, keys, false, sparse);
    }

    @Override
    protected long getStorageSize() {
        return 0;
    }

    @Override
    protected long getFileSize() {
        return 0;
    }
}
