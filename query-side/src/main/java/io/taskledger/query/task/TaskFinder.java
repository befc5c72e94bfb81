package io.taskledger.query.task;

import static io.taskledger.query.task.TaskProjection.TASKS;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.taskledger.contract.task.TaskView;
import io.taskledger.query.store.Cursor;
import io.taskledger.query.store.Page;
import io.taskledger.query.store.ReadModels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Finds tasks of one owner. Thread-safe; throws {@link com.mongodb.MongoException} if MongoDB does not respond. */
public final class TaskFinder {

    private static final Bson SHOWN = Projections.exclude("words", "tagKeys");

    private final ReadModels readModels;

    public TaskFinder(ReadModels readModels) {
        this.readModels = readModels;
    }

    /** The owner's task, deleted or not; null if there is none. */
    public @Nullable TaskView find(String owner, UUID task) {
        var document = readModels
                .of(TASKS)
                .find(Filters.eq(TASKS.id(owner, task)))
                .projection(SHOWN)
                .first();
        return document == null ? null : TaskDocument.view(document);
    }

    /** The number of the owner's overdue tasks. */
    public long countOverdue(String owner, Instant now) {
        return readModels.of(TASKS).countDocuments(TaskFilter.overdue(owner, now));
    }

    /**
     * A page of the owner's tasks. With the filter {@code overdue}, all consecutive pages use the same time as now, so
     * that no task moves between pages because time passes.
     *
     * @param cursor null for the first page
     * @throws IllegalArgumentException if the cursor belongs to another query
     */
    public Page<TaskView> page(
            String owner, TaskFilter filter, TaskSort sort, int limit, @Nullable String cursor, Instant now) {
        var question = owner + '\n' + filter + '\n' + sort;
        var start = cursor == null ? null : Start.of(Cursor.read(cursor, question), sort);
        if (filter.passesNothing()) {
            return new Page<>(List.of(), null);
        }
        var asOf = start == null || start.asOf() == null ? now : start.asOf();
        var wanted = filter.of(owner, asOf);
        List<Document> found = readModels
                .of(TASKS)
                .find(start == null ? wanted : Filters.and(wanted, start.after()))
                .projection(SHOWN)
                .sort(sort.order())
                .limit(limit + 1)
                .into(new ArrayList<>());
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown.stream().map(TaskDocument::view).toList(),
                found.size() <= limit
                        ? null
                        : Start.after(shown.getLast(), sort, filter.dependsOnTime() ? asOf : null)
                                .write(question));
    }

    /** @param asOf null if the time does not matter */
    private record Start(@Nullable Instant asOf, Bson after) {

        static Cursor after(Document last, TaskSort sort, @Nullable Instant asOf) {
            var place = List.of(last.getString("task"), sort.key(last));
            return new Cursor(
                    asOf == null ? place : List.of(place.get(0), place.get(1), Long.toString(asOf.toEpochMilli())));
        }

        static Start of(Cursor cursor, TaskSort sort) {
            var parts = cursor.parts();
            if (parts.size() != 2 && parts.size() != 3) {
                throw new IllegalArgumentException("Not a cursor of a task list");
            }
            return new Start(
                    parts.size() == 2 ? null : Instant.ofEpochMilli(Long.parseLong(parts.get(2))),
                    sort.after(sort.value(parts.get(1)), parts.get(0)));
        }
    }
}
