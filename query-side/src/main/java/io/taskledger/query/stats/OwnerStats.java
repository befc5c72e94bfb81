package io.taskledger.query.stats;

import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskView;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks an owner has. A deleted task counts as deleted only, whatever its status.
 *
 * @param completedPerDay by UTC day, how many tasks that stand completed were completed on it. Reopening a task takes
 *     its completion back; deleting it does not, since cleaning up undoes no work. Days without one are left out
 */
public record OwnerStats(
        long open, long inProgress, long completed, long deleted, SortedMap<LocalDate, Long> completedPerDay) {

    /** The stats of an owner without tasks. */
    public static final OwnerStats NONE = new OwnerStats(0, 0, 0, 0, Collections.emptySortedMap());

    /**
     * These stats after an event.
     *
     * @param before the task before it, null if it was created
     * @return equal stats if the event does not count
     */
    public OwnerStats after(@Nullable TaskView before, TaskView after) {
        var gone = Bucket.of(before);
        var come = Bucket.of(after);
        var dayGone = day(before);
        var dayCome = day(after);
        if (gone == come && Objects.equals(dayGone, dayCome)) {
            return this;
        }
        return new OwnerStats(
                open + step(Bucket.OPEN, gone, come),
                inProgress + step(Bucket.IN_PROGRESS, gone, come),
                completed + step(Bucket.COMPLETED, gone, come),
                deleted + step(Bucket.DELETED, gone, come),
                Objects.equals(dayGone, dayCome) ? completedPerDay : days(dayGone, dayCome));
    }

    private static long step(Bucket bucket, Bucket gone, Bucket come) {
        return (bucket == come ? 1L : 0L) - (bucket == gone ? 1L : 0L);
    }

    private SortedMap<LocalDate, Long> days(@Nullable LocalDate gone, @Nullable LocalDate come) {
        var days = new TreeMap<>(completedPerDay);
        if (gone != null) {
            days.computeIfPresent(gone, (day, count) -> count == 1 ? null : count - 1);
        }
        if (come != null) {
            days.merge(come, 1L, Long::sum);
        }
        return Collections.unmodifiableSortedMap(days);
    }

    private static @Nullable LocalDate day(@Nullable TaskView task) {
        return task == null || task.completedAt() == null
                ? null
                : LocalDate.ofInstant(task.completedAt(), ZoneOffset.UTC);
    }

    private enum Bucket {
        NONE,
        OPEN,
        IN_PROGRESS,
        COMPLETED,
        DELETED;

        static Bucket of(@Nullable TaskView task) {
            if (task == null) {
                return NONE;
            }
            return task.deleted() ? DELETED : of(task.status());
        }

        private static Bucket of(Status status) {
            return switch (status) {
                case OPEN -> OPEN;
                case IN_PROGRESS -> IN_PROGRESS;
                case COMPLETED -> COMPLETED;
            };
        }
    }
}
