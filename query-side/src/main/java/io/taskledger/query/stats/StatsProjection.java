package io.taskledger.query.stats;

import static io.taskledger.query.task.TaskProjection.TASKS;

import io.taskledger.query.fold.DocumentChange;
import io.taskledger.query.fold.SummaryProjection;
import io.taskledger.query.task.TaskProjection;
import io.taskledger.query.task.TaskRow;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** One document per owner, {@code _id} is the owner: the number of the owner's tasks by status. */
public final class StatsProjection implements SummaryProjection<TaskRow, OwnerStats> {

    /** The only one. */
    public static final StatsProjection STATS = new StatsProjection();

    private StatsProjection() {}

    @Override
    public String collection() {
        return "stats";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Bson> indexes() {
        return List.of();
    }

    @Override
    public TaskProjection source() {
        return TASKS;
    }

    @Override
    public OwnerStats empty() {
        return OwnerStats.NONE;
    }

    @Override
    public Set<String> affected(DocumentChange<TaskRow> change) {
        return Set.of(change.after().owner());
    }

    @Override
    public OwnerStats fold(String owner, OwnerStats stats, DocumentChange<TaskRow> change) {
        return stats.after(TaskRow.viewOf(change.before()), change.after().view());
    }

    @Override
    public OwnerStats read(Document document) {
        return new OwnerStats(
                document.getLong("open"),
                document.getLong("inProgress"),
                document.getLong("completed"),
                document.getLong("deleted"));
    }

    @Override
    public void write(OwnerStats stats, Document document) {
        document.append("open", stats.open())
                .append("inProgress", stats.inProgress())
                .append("completed", stats.completed())
                .append("deleted", stats.deleted());
    }
}
