package io.taskledger.query.stats;

import org.bson.Document;

/** An owner's stats in MongoDB: {@code _id} is the owner. */
public final class StatsDocument {

    private StatsDocument() {}

    /** @param position of the last counted commit */
    public static Document write(String owner, OwnerStats stats, long position) {
        return new Document("_id", owner)
                .append("position", position)
                .append("open", stats.open())
                .append("inProgress", stats.inProgress())
                .append("completed", stats.completed())
                .append("deleted", stats.deleted());
    }

    /** The stats of a document. */
    public static OwnerStats read(Document document) {
        return new OwnerStats(
                document.getLong("open"),
                document.getLong("inProgress"),
                document.getLong("completed"),
                document.getLong("deleted"));
    }
}
