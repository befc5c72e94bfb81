package io.taskledger.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.WriteModel;
import io.taskledger.query.store.Guarded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.bson.Document;

/**
 * The documents of one collection that a batch is folded into. Not thread-safe.
 *
 * @param <T> the value of a document
 */
final class Documents<T> {

    /** Converts a value to its document. */
    @FunctionalInterface
    interface Writer<T> {
        Document write(String id, T value, long position);
    }

    private final MongoCollection<Document> collection;
    private final Writer<T> writer;
    private final Map<String, Slot<T>> slots = new HashMap<>();

    private Documents(MongoCollection<Document> collection, Writer<T> writer) {
        this.collection = collection;
        this.writer = writer;
    }

    /** Reads them all in one round trip. */
    static <T> Documents<T> load(
            MongoCollection<Document> collection,
            Collection<String> ids,
            Function<Document, T> reader,
            Writer<T> writer) {
        var documents = new Documents<>(collection, writer);
        ids.forEach(id -> documents.slots.put(id, Slot.absent()));
        if (!ids.isEmpty()) {
            for (var document : collection.find(Filters.in("_id", ids)).batchSize(ids.size() + 1)) {
                documents.slots.put(
                        document.getString("_id"), Slot.stored(document.getLong("position"), reader.apply(document)));
            }
        }
        return documents;
    }

    /** @throws IllegalStateException if the document was not read: its write would fail its guard forever */
    Slot<T> slot(String id) {
        var slot = slots.get(id);
        if (slot == null) {
            throw new IllegalStateException("A fold uses a document that its batch has not read");
        }
        return slot;
    }

    /** All documents that existed when they were read or were created since. */
    void forEach(BiConsumer<String, T> action) {
        slots.forEach((id, slot) -> {
            var value = slot.value();
            if (value != null) {
                action.accept(id, value);
            }
        });
    }

    /** Whether some document contains a later commit than this one. */
    boolean anyPast(long position) {
        return slots.values().stream().anyMatch(slot -> slot.read() > position);
    }

    /** Whether some document is new. */
    boolean anyNew() {
        return slots.values().stream().anyMatch(slot -> slot.read() < 0 && slot.isChanged());
    }

    /** Writes the changed documents, and returns whether no other writer has written them since they were read. */
    boolean write() {
        return Guarded.write(collection, changes());
    }

    private List<WriteModel<Document>> changes() {
        var changes = new ArrayList<WriteModel<Document>>();
        slots.forEach((id, slot) -> {
            var value = slot.value();
            if (value != null && slot.isChanged()) {
                changes.add(Guarded.replace(writer.write(id, value, slot.position()), slot.read()));
            }
        });
        return changes;
    }
}
