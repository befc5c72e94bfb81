package io.taskledger.query.history;

import static com.mongodb.client.model.Indexes.ascending;
import static io.taskledger.query.task.TaskProjection.TASKS;

import io.taskledger.query.fold.DocumentChange;
import io.taskledger.query.fold.LogProjection;
import io.taskledger.query.task.TaskProjection;
import io.taskledger.query.task.TaskRow;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** One document per event of a task: who changed what, when, from which value to which. */
public final class HistoryProjection implements LogProjection<TaskRow> {

    /** The only one. */
    public static final HistoryProjection HISTORY = new HistoryProjection();

    private HistoryProjection() {}

    @Override
    public String collection() {
        return "task_history";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Bson> indexes() {
        return List.of(ascending("owner", "task", "version"));
    }

    @Override
    public TaskProjection source() {
        return TASKS;
    }

    @Override
    public void write(DocumentChange<TaskRow> change, Document document) {
        var task = change.after().view();
        var cause = change.cause();
        document.append("owner", cause.owner())
                .append("task", task.id().toString())
                .append("version", task.version())
                .append("type", cause.recorded().type())
                .append("actor", cause.actor())
                .append("time", Date.from(cause.time()))
                .append(
                        "changes",
                        Change.between(TaskRow.viewOf(change.before()), task).stream()
                                .map(HistoryProjection::field)
                                .toList());
    }

    private static Document field(Change change) {
        return new Document("field", change.field())
                .append("from", change.from())
                .append("to", change.to());
    }

    /** The entry of a document. */
    static HistoryEntry read(Document document) {
        return new HistoryEntry(
                document.getLong("version"),
                document.getString("type"),
                document.getString("actor"),
                document.getDate("time").toInstant(),
                document.getList("changes", Document.class).stream()
                        .map(change -> new Change(change.getString("field"), change.get("from"), change.get("to")))
                        .toList());
    }
}
