package io.taskledger.query.stats;

import static io.taskledger.query.stats.CompletionsProjection.COMPLETIONS;
import static io.taskledger.query.stats.StatsProjection.STATS;

import com.mongodb.client.model.Filters;
import io.taskledger.query.store.ReadModels;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds statistics. Thread-safe; throws {@link com.mongodb.MongoException} if MongoDB does not respond. */
public final class StatsFinder {

    private final ReadModels readModels;

    public StatsFinder(ReadModels readModels) {
        this.readModels = readModels;
    }

    /** The number of the owner's tasks. */
    public OwnerStats stats(String owner) {
        var document = readModels.of(STATS).find(Filters.eq(owner)).first();
        return document == null ? OwnerStats.NONE : STATS.read(document);
    }

    /**
     * The number of completed tasks for each of these days; days without any are left out.
     *
     * @param to included
     */
    public SortedMap<LocalDate, Long> completions(String owner, LocalDate from, LocalDate to) {
        Map<String, LocalDate> days = new HashMap<>();
        from.datesUntil(to.plusDays(1)).forEach(day -> days.put(CompletionsProjection.id(owner, day), day));
        SortedMap<LocalDate, Long> counts = new TreeMap<>();
        for (var document : readModels.of(COMPLETIONS).find(Filters.in("_id", days.keySet()))) {
            long count = COMPLETIONS.read(document);
            if (count > 0) {
                counts.put(days.get(document.getString("_id")), count);
            }
        }
        return counts;
    }
}
