package io.taskledger.query.stats;

import static io.taskledger.query.task.TaskProjection.TASKS;

import io.taskledger.query.fold.DocumentChange;
import io.taskledger.query.fold.SummaryProjection;
import io.taskledger.query.task.TaskProjection;
import io.taskledger.query.task.TaskRow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * One document per owner and UTC day: the number of tasks completed on that day that are still completed and not
 * deleted. If a task is reopened or deleted, its completion is subtracted from its day; if it is restored, it is added
 * again. Neither writes nor reads grow with the years.
 */
public final class CompletionsProjection implements SummaryProjection<TaskRow, Long> {

    /** The only one. */
    public static final CompletionsProjection COMPLETIONS = new CompletionsProjection();

    private CompletionsProjection() {}

    @Override
    public String collection() {
        return "completions";
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
    public Long empty() {
        return 0L;
    }

    /** The days on which the task counted before and counts now; none if both are the same day. */
    @Override
    public Set<String> affected(DocumentChange<TaskRow> change) {
        var before = countedIn(change.before());
        var after = countedIn(change.after());
        var affected = new HashSet<String>();
        if (!Objects.equals(before, after)) {
            if (before != null) {
                affected.add(before);
            }
            if (after != null) {
                affected.add(after);
            }
        }
        return affected;
    }

    @Override
    public Long fold(String day, Long count, DocumentChange<TaskRow> change) {
        return day.equals(countedIn(change.after())) ? count + 1 : count - 1;
    }

    @Override
    public Long read(Document document) {
        return document.getLong("count");
    }

    @Override
    public void write(Long count, Document document) {
        document.append("count", count);
    }

    /** The {@code _id} of the day's document. A day always has ten characters, so no two owners share an id. */
    static String id(String owner, LocalDate day) {
        return owner + "/" + day;
    }

    private static @Nullable String countedIn(@Nullable TaskRow row) {
        if (row == null || row.view().deleted() || row.view().completedAt() == null) {
            return null;
        }
        return id(row.owner(), LocalDate.ofInstant(row.view().completedAt(), ZoneOffset.UTC));
    }
}
