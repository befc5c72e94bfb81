package io.taskledger.query.projection;

import io.taskledger.query.fold.Projection;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What queries read of each group now. Thread-safe. */
public final class Serving {

    private final Map<String, Served> byGroup = new ConcurrentHashMap<>();

    /** Null if this node has nothing that this query may read, for example while a new generation is being built. */
    public @Nullable Served of(Projection projection) {
        return byGroup.get(projection.group());
    }

    /** Whether all of these groups can be read. */
    public boolean has(Collection<String> groups) {
        return byGroup.keySet().containsAll(groups);
    }

    /** From now on, new queries of the group read this. */
    public void serve(String group, Served served) {
        byGroup.put(group, served);
    }
}
