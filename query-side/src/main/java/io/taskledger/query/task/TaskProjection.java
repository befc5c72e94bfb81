package io.taskledger.query.task;

import static com.mongodb.client.model.Indexes.ascending;
import static java.util.Objects.requireNonNull;

import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.query.fold.EventInCommit;
import io.taskledger.query.fold.StreamKind;
import io.taskledger.query.fold.StreamProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** One document per task, deleted or not. */
public final class TaskProjection implements StreamProjection<TaskEvent, TaskRow> {

    /** The only one. */
    public static final TaskProjection TASKS = new TaskProjection();

    private static final List<String> SORTED = List.of(
            "dueAscending", "dueDescending", "priorityAscending", "priority", "createdAt", "updatedAt", "titleKey");

    private TaskProjection() {}

    @Override
    public String collection() {
        return "tasks";
    }

    @Override
    public int version() {
        return 1;
    }

    /**
     * Each order of the list has one. A filter that selects few of many tasks has one too, for its most frequent
     * orders.
     */
    @Override
    public List<Bson> indexes() {
        var indexes = new ArrayList<Bson>();
        for (var sorted : SORTED) {
            indexes.add(ascending("owner", "deleted", sorted, "task"));
        }
        indexes.add(ascending("owner", "status", "deleted", "dueAscending", "task"));
        for (var filtered : List.of("status", "tagKeys", "words")) {
            indexes.add(ascending("owner", filtered, "deleted", "createdAt", "task"));
        }
        return indexes;
    }

    @Override
    public StreamKind kind() {
        return new StreamKind("task");
    }

    @Override
    public Class<TaskEvent> events() {
        return TaskEvent.class;
    }

    @Override
    public String id(String owner, StreamId stream) {
        return id(owner, requireNonNull(stream.task()));
    }

    /** The owner is part of the id, because two owners may choose the same UUID. */
    public String id(String owner, UUID task) {
        return owner + "/" + task;
    }

    @Override
    public TaskRow fold(@Nullable TaskRow before, TaskEvent event, EventInCommit where) {
        var task = requireNonNull(where.recorded().stream().task());
        var after = TaskFold.fold(TaskRow.viewOf(before), task, where.streamVersion(), event, where.time());
        return before == null ? TaskRow.of(where.owner(), after) : before.with(after);
    }

    @Override
    public TaskRow read(Document document) {
        return TaskDocument.row(document);
    }

    @Override
    public void write(TaskRow row, Document document) {
        TaskDocument.write(row, document);
    }
}
