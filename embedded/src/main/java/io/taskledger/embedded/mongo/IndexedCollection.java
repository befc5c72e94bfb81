package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A collection that asks each index for candidates and takes the smallest set. There may be too many candidates, never
 * too few: the query filters them again. Locking is inherited: every operation holds the collection's monitor.
 */
final class IndexedCollection extends MemoryCollection {

    private boolean copies;
    private boolean modifying;

    IndexedCollection(MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
        super(database, name, options, cursors);
    }

    /** Returns copies, because later updates change the documents themselves. */
    @Override
    public synchronized QueryResult handleQuery(QueryParameters query) {
        copies = !modifying;
        try {
            return super.handleQuery(query);
        } finally {
            copies = false;
        }
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        modifying = true;
        try {
            return Objects.requireNonNull(super.findAndModify(query)).cloneDeeply();
        } finally {
            modifying = false;
        }
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        var candidates = candidates(Conjunction.flat(query), orderBy, skip + limit, limit > 0);
        if (candidates == null) {
            return super.queryDocuments(query, orderBy, skip, limit, batchSize, fields);
        }
        return matchDocuments(query, present(candidates), orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected QueryResult createQueryResult(List<Document> documents, int batchSize) {
        return super.createQueryResult(
                copies ? documents.stream().map(Document::cloneDeeply).toList() : documents, batchSize);
    }

    /** For alternatives, the candidates of all of them. */
    private Positions candidates(Document query, Document orderBy, int wanted, boolean limited) {
        if (query.size() == 1 && query.get("$or") instanceof Collection<?> alternatives) {
            var all = new ArrayList<Positions>();
            for (var alternative : alternatives) {
                var some = narrowed(Conjunction.flat((Document) alternative), null, 0, false);
                if (some == null) {
                    return null;
                }
                all.add(some);
            }
            return Positions.union(all);
        }
        return narrowed(query, orderBy, wanted, limited);
    }

    private Positions narrowed(Document query, Document orderBy, int wanted, boolean limited) {
        Positions best = null;
        IdIndex ids = null;
        for (var index : getIndexes()) {
            switch (index) {
                case IdIndex primary -> ids = primary;
                case PrefixIndex prefix -> best = smaller(best, prefix.candidates(query));
                default -> {}
            }
        }
        if (best == null) {
            best = ofFirstKey(query);
        }
        if (ids == null) {
            return best;
        }
        return limited && ordersById(orderBy) && query.size() == 1
                ? ids.candidates(query, orderBy, wanted)
                : smaller(best, ids.candidates(query, best == null ? Integer.MAX_VALUE : best.size()));
    }

    /** All documents that have the first key of an index, combined from as few parts as possible. */
    private Positions ofFirstKey(Document query) {
        return getIndexes().stream()
                .filter(index -> index instanceof PrefixIndex prefix
                        && prefix.branches(query).isPresent())
                .map(PrefixIndex.class::cast)
                .min(Comparator.comparingInt(index -> index.branches(query).getAsInt()))
                .map(index -> index.ofFirst(query))
                .orElse(null);
    }

    /** Whether some index covers these keys. */
    boolean isIndexedBy(List<IndexKey> keys) {
        return getIndexes().stream().anyMatch(index -> index instanceof PrefixIndex prefix && prefix.looksAt(keys));
    }

    private static Positions smaller(Positions best, Positions offer) {
        return best == null || offer != null && offer.size() < best.size() ? offer : best;
    }

    private static boolean ordersById(Document orderBy) {
        return orderBy != null && orderBy.size() == 1 && orderBy.containsKey("_id");
    }

    /** Without the places of removed documents, which indexes may still contain. */
    private List<Integer> present(Positions candidates) {
        var present = new ArrayList<Integer>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            if (getDocument(candidates.get(i)) != null) {
                present.add(candidates.get(i));
            }
        }
        return present;
    }
}
