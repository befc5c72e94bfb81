package io.taskledger.query.history;

import io.taskledger.query.event.Place;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;

/** A history entry in MongoDB: written once, under an id made from its place, never changed. */
public final class HistoryDocument {

    private HistoryDocument() {}

    /** @param place of the event */
    public static Document write(Place place, String owner, UUID task, HistoryEntry entry) {
        return new Document("_id", place.id())
                .append("position", place.position())
                .append("owner", owner)
                .append("task", task.toString())
                .append("version", entry.version())
                .append("type", entry.type())
                .append("actor", entry.actor())
                .append("time", Date.from(entry.time()))
                .append(
                        "changes",
                        entry.changes().stream().map(HistoryDocument::change).toList());
    }

    /** The entry of a document. */
    public static HistoryEntry read(Document document) {
        return new HistoryEntry(
                document.getLong("version"),
                document.getString("type"),
                document.getString("actor"),
                document.getDate("time").toInstant(),
                changes(document));
    }

    private static List<Change> changes(Document document) {
        return document.getList("changes", Document.class).stream()
                .map(change -> new Change(change.getString("field"), change.get("from"), change.get("to")))
                .toList();
    }

    private static Document change(Change change) {
        return new Document("field", change.field())
                .append("from", change.from())
                .append("to", change.to());
    }
}
