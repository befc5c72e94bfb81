package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A non-unique index, kept as a hash of its first key and, below that, of its second: our indexes start with the owner,
 * and few documents share both keys. The second key may be an array, every element of which is indexed.
 */
final class PrefixIndex extends Index<Integer> {

    private static final Object NO_SECOND_KEY = new Object();

    private final String first;
    private final String second;
    private final Map<Object, Map<Object, Positions>> tree = new HashMap<>();

    /** Declared sparse only so that the core does not ask this index for documents without the keys. */
    PrefixIndex(String name, List<IndexKey> keys) {
        super(name, keys, true);
        first = keys.getFirst().getKey();
        second = keys.size() > 1 ? keys.get(1).getKey() : null;
    }

    /** Whether it would find the same, because it covers the same keys. */
    boolean looksAt(List<IndexKey> keys) {
        return first.equals(keys.getFirst().getKey())
                && Objects.equals(second, keys.size() > 1 ? keys.get(1).getKey() : null);
    }

    /** Null if the query does not fix both keys. */
    Positions candidates(Document query) {
        var branch = branch(query);
        if (branch == null) {
            return null;
        }
        var wanted = second == null ? List.of(NO_SECOND_KEY) : Equality.anyOf(query, second);
        return switch (wanted.size()) {
            case 0 -> null;
            case 1 -> branch.getOrDefault(wanted.getFirst(), new Positions());
            default ->
                union(wanted.stream().map(branch::get).filter(Objects::nonNull).toList());
        };
    }

    /** The number of different second keys for the first key; empty if the query does not fix the first key. */
    OptionalInt branches(Document query) {
        var branch = branch(query);
        return branch == null ? OptionalInt.empty() : OptionalInt.of(branch.size());
    }

    /** All documents with the first key, which the query must fix. */
    Positions ofFirst(Document query) {
        return union(branch(query).values());
    }

    private Map<Object, Positions> branch(Document query) {
        var wanted = Equality.of(query, first);
        return wanted == null ? null : tree.getOrDefault(wanted, Map.of());
    }

    private static Positions union(Collection<Positions> all) {
        return new Positions(all.stream()
                .flatMapToInt(some -> IntStream.range(0, some.size()).map(some::get))
                .sorted()
                .distinct()
                .toArray());
    }

    @Override
    public void add(Document document, Integer position, MongoCollection<Integer> collection) {
        var branch = tree.computeIfAbsent(first(document), key -> new HashMap<>(4));
        for (var key : second(document)) {
            branch.computeIfAbsent(key, value -> new Positions()).add(position);
        }
    }

    /** Keeps the place in the index: it costs a few bytes, and every query filters it. */
    @Override
    public Integer remove(Document document) {
        return null;
    }

    @Override
    public void updateInPlace(Document before, Document after, Integer position, MongoCollection<Integer> collection) {
        if (Objects.equals(first(before), first(after)) && second(before).equals(second(after))) {
            return;
        }
        var branch = tree.getOrDefault(first(before), Map.of());
        for (var key : second(before)) {
            var positions = branch.get(key);
            if (positions != null) {
                positions.remove(position);
                if (positions.size() == 0) {
                    branch.remove(key);
                }
            }
        }
        add(after, position, collection);
    }

    private Object first(Document document) {
        return Equality.comparable(value(document, first));
    }

    private List<Object> second(Document document) {
        if (second == null) {
            return List.of(NO_SECOND_KEY);
        }
        return value(document, second) instanceof Collection<?> elements
                ? elements.stream().map(Equality::comparable).distinct().toList()
                : List.of(Equality.comparable(value(document, second)));
    }

    /** An absent value is its own marker: no query asks for it by equality. */
    private static Object value(Document document, String field) {
        return Objects.requireNonNullElse(document.get(field), NO_SECOND_KEY);
    }

    @Override
    public boolean canHandle(Document query) {
        return branch(query) != null;
    }

    @Override
    public Iterable<Integer> getPositions(Document query) {
        var both = candidates(query);
        var found = both == null ? ofFirst(query) : both;
        return () -> IntStream.range(0, found.size()).map(found::get).iterator();
    }

    @Override
    public Integer getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Integer> collection) {}

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {}

    @Override
    public long getCount() {
        return tree.values().stream()
                .flatMap(branch -> branch.values().stream())
                .mapToLong(Positions::size)
                .sum();
    }

    @Override
    public long getDataSize() {
        return getCount() * Integer.BYTES;
    }

    @Override
    public void drop() {
        tree.clear();
    }

    @Override
    public boolean isUnique() {
        return false;
    }
}
