package io.taskledger.embedded.mongo;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An index in the order of its keys: for each document the values of its fields, and the place of the document. Of one
 * field the value may be an array; then each element has an entry. Used under the collection's monitor.
 */
final class OrderedIndex extends Index<Integer> {

    private static final String ID = "_id";

    private final KeySet entries = new KeySet();
    private final KeyWriter writer = new KeyWriter();
    /** The fields that were an array in some document, by their number. Like in MongoDB, it only grows. */
    private final BitSet arrays = new BitSet();

    private final boolean unique;
    private final boolean onlyWithValue;

    /**
     * @param onlyWithValue sparse: documents without all of the fields have no entry. To the core every index is
     *     sparse, because it need not know the place of a document
     */
    OrderedIndex(String name, List<IndexKey> keys, boolean unique, boolean onlyWithValue) {
        super(name, List.copyOf(keys), onlyWithValue);
        this.unique = unique;
        this.onlyWithValue = onlyWithValue;
    }

    KeySet entries() {
        return entries;
    }

    /** Whether some document had an array there. */
    boolean hasArrays(int field) {
        return arrays.get(field);
    }

    /** Whether each document has an entry. */
    boolean isComplete() {
        return !onlyWithValue;
    }

    boolean isPrimary() {
        return getKeys().size() == 1 && getKeys().getFirst().getKey().equals(ID);
    }

    /** The place of the document with this {@code _id}, or -1. */
    int placeOf(Object id) {
        var key = KeyWriter.of(id);
        var found = entries.rising(key, Bound.after(key).behind(new byte[0]));
        return found.next() ? found.position() : -1;
    }

    @Override
    public @Nullable Integer getPosition(Document document) {
        if (!isPrimary()) {
            return null;
        }
        int place = placeOf(requireNonNull(document.get(ID)));
        return place < 0 ? null : place;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Integer> collection) {
        if (unique) {
            requireFree(document, -1, collection);
        } else {
            requireOneArray(document);
        }
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {
        if (!hasEqualKeys(before, after)) {
            if (unique) {
                var primary = (StoredCollection) collection;
                requireFree(after, primary.placeOf(before), collection);
            } else {
                requireOneArray(after);
            }
        }
    }

    private void requireFree(Document document, int own, MongoCollection<Integer> collection) {
        for (var key : keys(document, 0)) {
            var values = Arrays.copyOf(key, key.length - Integer.BYTES);
            var found = entries.rising(values, Bound.after(values).behind(new byte[0]));
            if (found.next() && found.position() != own) {
                throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(values(document)));
            }
        }
    }

    private void requireOneArray(Document document) {
        var fields = getKeys().stream()
                .map(IndexKey::getKey)
                .filter(field -> value(document, field) instanceof Collection)
                .toList();
        if (fields.size() > 1) {
            throw new CannotIndexParallelArraysError(fields);
        }
    }

    @Override
    public void add(Document document, Integer position, MongoCollection<Integer> collection) {
        keys(document, position).forEach(key -> entries.add(key, key.length));
    }

    void remove(Document document, int position) {
        keys(document, position).forEach(key -> entries.remove(key, key.length));
    }

    @Override
    public void updateInPlace(Document before, Document after, Integer position, MongoCollection<Integer> collection) {
        if (hasEqualKeys(before, after)) {
            return;
        }
        var old = keys(before, position);
        var now = keys(after, position);
        old.stream().filter(key -> !contains(now, key)).forEach(key -> entries.remove(key, key.length));
        now.stream().filter(key -> !contains(old, key)).forEach(key -> entries.add(key, key.length));
    }

    private static boolean contains(List<byte[]> keys, byte[] key) {
        return keys.stream().anyMatch(other -> Arrays.equals(other, key));
    }

    private boolean hasEqualKeys(Document before, Document after) {
        for (var key : getKeys()) {
            if (!Objects.equals(value(before, key.getKey()), value(after, key.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** The entries of a document: one, or one for each element of its array. */
    private List<byte[]> keys(Document document, int position) {
        var values = values(document);
        int array = -1;
        boolean empty = true;
        for (int i = 0; i < values.size(); i++) {
            array = values.get(i) instanceof Collection ? i : array;
            empty &= !document.containsKey(getKeys().get(i).getKey());
        }
        if (empty && onlyWithValue) {
            return List.of();
        }
        if (array < 0) {
            return List.of(key(values, position));
        }
        arrays.set(array);
        var elements = (Collection<?>) values.get(array);
        if (elements.isEmpty()) {
            return List.of(key(values, position));
        }
        var keys = new ArrayList<byte[]>(elements.size());
        for (var element : elements) {
            values.set(array, element);
            keys.add(key(values, position));
        }
        return keys;
    }

    private byte[] key(List<Object> values, int position) {
        writer.clear();
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            boolean rising = getKeys().get(i).isAscending();
            if (value instanceof Collection<?> elements && elements.isEmpty()) {
                writer.emptyArray(rising);
            } else if (rising) {
                writer.value(value);
            } else {
                writer.inverted(value);
            }
        }
        writer.position(position);
        return writer.toBytes();
    }

    private List<@Nullable Object> values(Document document) {
        var values = new ArrayList<@Nullable Object>(getKeys().size());
        for (var key : getKeys()) {
            values.add(value(document, key.getKey()));
        }
        return values;
    }

    private static @Nullable Object value(Document document, String field) {
        return field.contains(".") ? Utils.getSubdocumentValueCollectionAware(document, field) : document.get(field);
    }

    @Override
    public Integer remove(Document document) {
        throw new UnsupportedOperationException("An entry is removed with its place");
    }

    /** The collection plans its queries itself. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Integer> getPositions(Document query) {
        throw new UnsupportedOperationException("The collection plans its queries itself");
    }

    @Override
    public long getCount() {
        return entries.size();
    }

    @Override
    public long getDataSize() {
        return entries.bytes();
    }

    @Override
    public void drop() {
        entries.clear();
    }

    @Override
    public boolean isUnique() {
        return unique;
    }
}
