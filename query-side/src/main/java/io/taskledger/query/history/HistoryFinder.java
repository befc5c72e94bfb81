package io.taskledger.query.history;

import static io.taskledger.query.history.HistoryProjection.HISTORY;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.taskledger.query.store.Cursor;
import io.taskledger.query.store.Page;
import io.taskledger.query.store.ReadModels;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Finds the history of a task. Thread-safe; throws {@link com.mongodb.MongoException} if MongoDB does not respond. */
public final class HistoryFinder {

    private final ReadModels readModels;

    public HistoryFinder(ReadModels readModels) {
        this.readModels = readModels;
    }

    /**
     * A page of the task's entries, oldest first; empty if the owner has no such task.
     *
     * @param cursor null for the first page
     * @throws IllegalArgumentException if the cursor was made for another task
     */
    public Page<HistoryEntry> page(String owner, UUID task, int limit, @Nullable String cursor) {
        var question = "history\n" + owner + '\n' + task;
        long after = cursor == null
                ? 0
                : Long.parseLong(Cursor.read(cursor, question).parts().getFirst());
        List<HistoryEntry> found = readModels
                .of(HISTORY)
                .find(Filters.and(
                        Filters.eq("owner", owner), Filters.eq("task", task.toString()), Filters.gt("version", after)))
                .sort(Sorts.ascending("version"))
                .limit(limit + 1)
                .map((Document document) -> HistoryProjection.read(document))
                .into(new ArrayList<>());
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown,
                found.size() <= limit
                        ? null
                        : new Cursor(List.of(Long.toString(shown.getLast().version()))).write(question));
    }
}
