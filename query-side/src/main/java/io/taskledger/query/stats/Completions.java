package io.taskledger.query.stats;

import io.taskledger.contract.task.TaskView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The number of tasks completed on a UTC day that are still completed and not deleted. If a task is reopened or
 * deleted, its completion is subtracted from its day; if it is restored, it is added again. Each day of an owner is a
 * separate document, so that neither writes nor reads grow with the years.
 */
public final class Completions {

    private Completions() {}

    /** The {@code _id} of the day's document. A day always has ten characters, so no two owners share an id. */
    public static String id(String owner, LocalDate day) {
        return owner + "/" + day;
    }

    /** The day of a commit's events. */
    public static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The day on which the task counts as completed; null if it does not count. */
    public static @Nullable LocalDate day(@Nullable TaskView task) {
        return task == null || task.deleted() || task.completedAt() == null ? null : day(task.completedAt());
    }

    /** @param position of the last counted commit */
    public static Document write(String id, long count, long position) {
        return new Document("_id", id).append("position", position).append("count", count);
    }

    /** The count of a document. */
    public static long count(Document document) {
        return document.getLong("count");
    }
}
