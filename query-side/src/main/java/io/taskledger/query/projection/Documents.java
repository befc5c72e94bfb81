package io.taskledger.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.WriteModel;
import io.taskledger.query.fold.DocumentProjection;
import io.taskledger.query.store.Guarded;
import io.taskledger.query.store.ReadModels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * The documents of one collection that a batch is folded into. Not thread-safe.
 *
 * @param <T> the value of a document
 */
final class Documents<T> {

    private final MongoCollection<Document> collection;
    private final DocumentProjection<T> projection;
    private final Map<String, FoldedDocument<T>> folded = new HashMap<>();

    private Documents(MongoCollection<Document> collection, DocumentProjection<T> projection) {
        this.collection = collection;
        this.projection = projection;
    }

    /** Reads them all in one round trip, or in none if there are no ids. */
    static <T> Documents<T> load(ReadModels readModels, DocumentProjection<T> projection, Collection<String> ids) {
        var documents = new Documents<>(readModels.of(projection), projection);
        ids.forEach(id -> documents.folded.put(id, FoldedDocument.absent()));
        if (!ids.isEmpty()) {
            documents.read(ids);
        }
        return documents;
    }

    private void read(Collection<String> ids) {
        for (var document : collection.find(Filters.in("_id", ids)).batchSize(ids.size() + 1)) {
            folded.put(
                    document.getString("_id"),
                    FoldedDocument.stored(document.getLong("position"), projection.read(document)));
        }
    }

    /** @throws IllegalStateException if the document was not read: its write would fail its guard forever */
    FoldedDocument<T> folded(String id) {
        var one = folded.get(id);
        if (one == null) {
            throw new IllegalStateException("A fold uses a document that its batch has not read");
        }
        return one;
    }

    /** Writes the changed documents, and returns whether no other writer has written them since they were read. */
    boolean write() {
        return Guarded.write(collection, changes());
    }

    private List<WriteModel<Document>> changes() {
        var changes = new ArrayList<WriteModel<Document>>();
        folded.forEach((id, one) -> {
            var value = one.value();
            if (value != null && one.isChanged()) {
                changes.add(Guarded.replace(projection.document(id, value, one.position()), one.read()));
            }
        });
        return changes;
    }
}
