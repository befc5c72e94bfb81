package io.taskledger.query.stats;

import java.time.LocalDate;
import java.util.Collections;
import java.util.TreeMap;
import org.bson.Document;

/** An owner's stats as MongoDB keeps them: {@code _id} is the owner, days are in order. */
public final class StatsDocument {

    private StatsDocument() {}

    /** @param position of the last commit that counted */
    public static Document write(String owner, OwnerStats stats, long position) {
        var days = new Document();
        stats.completedPerDay().forEach((day, count) -> days.append(day.toString(), count));
        return new Document("_id", owner)
                .append("position", position)
                .append("open", stats.open())
                .append("in_progress", stats.inProgress())
                .append("completed", stats.completed())
                .append("deleted", stats.deleted())
                .append("completedPerDay", days);
    }

    /** The stats of a document. */
    public static OwnerStats read(Document document) {
        var days = new TreeMap<LocalDate, Long>();
        document.get("completedPerDay", Document.class)
                .forEach((day, count) -> days.put(LocalDate.parse(day), (Long) count));
        return new OwnerStats(
                document.getLong("open"),
                document.getLong("in_progress"),
                document.getLong("completed"),
                document.getLong("deleted"),
                Collections.unmodifiableSortedMap(days));
    }
}
