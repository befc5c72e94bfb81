package io.taskledger.query.stats;

import io.taskledger.contract.task.TaskView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks that stand completed, and are not deleted, were completed on a UTC day. Reopening or deleting a task
 * takes its completion back from the day it was counted on; restoring it brings it back. Each day of an owner is a
 * document of its own, so that neither writes nor reads grow with the years.
 */
public final class Completions {

    private Completions() {}

    /** The {@code _id} of that day's document. A day has ten characters, so no two owners share one. */
    public static String id(String owner, LocalDate day) {
        return owner + "/" + day;
    }

    /** The day that a commit's events belong to. */
    public static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The day on which the task counts as completed; null if on none. */
    public static @Nullable LocalDate day(@Nullable TaskView task) {
        return task == null || task.deleted() || task.completedAt() == null ? null : day(task.completedAt());
    }

    /** @param position of the last commit that counted */
    public static Document write(String id, long count, long position) {
        return new Document("_id", id).append("position", position).append("count", count);
    }

    /** The count of a document. */
    public static long count(Document document) {
        return document.getLong("count");
    }
}
