package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The primary key. Serves equality and {@code $in}, whatever other conditions a query has. For integers, which the
 * ledger uses, it also serves ranges in both directions.
 */
final class IdIndex extends Index<Integer> {

    private static final Set<String> RANGE = Set.of("$gt", "$gte", "$lt", "$lte");

    private final Map<Object, Integer> others = new HashMap<>();
    private final NavigableMap<Long, Integer> numbers = new TreeMap<>();

    IdIndex(String name, List<IndexKey> keys) {
        super(name, keys, false);
    }

    /**
     * Null if this index cannot help.
     *
     * @param most it stops after this many, because another index has a better offer then
     */
    Positions candidates(Document query, int most) {
        var equal = Equality.of(query, "_id");
        if (equal != null) {
            return find(List.of(equal));
        }
        if (!(query.get("_id") instanceof Document condition)) {
            return query.get("_id") instanceof Document id ? find(List.of(id)) : null;
        }
        if (condition.get("$in") instanceof Collection<?> wanted) {
            return find(wanted);
        }
        return isRange(condition) ? collect(range(condition).values(), most) : null;
    }

    /** The first candidates of a range, if the query has no other condition. */
    Positions candidates(Document query, Document orderBy, int wanted) {
        if (!(query.get("_id") instanceof Document condition) || !isRange(condition)) {
            return candidates(query, Integer.MAX_VALUE);
        }
        var range = range(condition);
        boolean rising = ((Number) orderBy.get("_id")).intValue() > 0;
        return collect((rising ? range : range.descendingMap()).values(), wanted);
    }

    private static boolean isRange(Document condition) {
        return !condition.isEmpty()
                && RANGE.containsAll(condition.keySet())
                && condition.values().stream().allMatch(bound -> bound instanceof Long);
    }

    private NavigableMap<Long, Integer> range(Document condition) {
        var range = numbers;
        for (var bound : condition.entrySet()) {
            long value = (Long) bound.getValue();
            boolean inclusive = bound.getKey().endsWith("e");
            range = bound.getKey().startsWith("$g") ? tail(range, value, inclusive) : head(range, value, inclusive);
        }
        return range;
    }

    private static NavigableMap<Long, Integer> tail(NavigableMap<Long, Integer> map, long from, boolean inclusive) {
        return map.isEmpty() || from > map.lastKey() ? new TreeMap<>() : map.tailMap(from, inclusive);
    }

    private static NavigableMap<Long, Integer> head(NavigableMap<Long, Integer> map, long to, boolean inclusive) {
        return map.isEmpty() || to < map.firstKey() ? new TreeMap<>() : map.headMap(to, inclusive);
    }

    private Positions find(Collection<?> ids) {
        var found = new Positions();
        for (var id : ids) {
            var position = position(id);
            if (position != null) {
                found.add(position);
            }
        }
        return found;
    }

    private static Positions collect(Collection<Integer> positions, int wanted) {
        return new Positions(
                positions.stream().limit(wanted).mapToInt(Integer::intValue).toArray());
    }

    private Integer position(Object id) {
        var key = Equality.comparable(id);
        return key instanceof Long number ? numbers.get(number) : others.get(key);
    }

    @Override
    public Integer getPosition(Document document) {
        return position(document.get("_id"));
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Integer> collection) {
        if (getPosition(document) != null) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(document.get("_id")));
        }
    }

    @Override
    public void add(Document document, Integer position, MongoCollection<Integer> collection) {
        var key = Equality.comparable(document.get("_id"));
        if (key instanceof Long number) {
            numbers.put(number, position);
        } else {
            others.put(key, position);
        }
    }

    @Override
    public Integer remove(Document document) {
        var key = Equality.comparable(document.get("_id"));
        return key instanceof Long number ? numbers.remove(number) : others.remove(key);
    }

    @Override
    public boolean canHandle(Document query) {
        return candidates(query, 1) != null;
    }

    @Override
    public Iterable<Integer> getPositions(Document query) {
        var found = candidates(query, Integer.MAX_VALUE);
        return () -> IntStream.range(0, found.size()).map(found::get).iterator();
    }

    @Override
    public long getCount() {
        return (long) numbers.size() + others.size();
    }

    @Override
    public long getDataSize() {
        return getCount() * Long.BYTES;
    }

    /** An {@code _id} never changes. */
    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {}

    @Override
    public void updateInPlace(Document before, Document after, Integer position, MongoCollection<Integer> collection) {}

    @Override
    public void drop() {
        numbers.clear();
        others.clear();
    }

    @Override
    public boolean isUnique() {
        return true;
    }
}
