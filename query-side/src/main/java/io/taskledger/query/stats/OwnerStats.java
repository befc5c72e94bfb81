package io.taskledger.query.stats;

import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskView;
import org.jspecify.annotations.Nullable;

/** The number of an owner's tasks. A deleted task counts only as deleted, whatever its status. */
public record OwnerStats(long open, long inProgress, long completed, long deleted) {

    /** The stats of an owner without tasks. */
    public static final OwnerStats NONE = new OwnerStats(0, 0, 0, 0);

    /**
     * These stats after an event.
     *
     * @param before the task before the event; null if the event created it
     * @return equal stats if the event changes no count
     */
    public OwnerStats after(@Nullable TaskView before, TaskView after) {
        var gone = Bucket.of(before);
        var come = Bucket.of(after);
        return new OwnerStats(
                open + step(Bucket.OPEN, gone, come),
                inProgress + step(Bucket.IN_PROGRESS, gone, come),
                completed + step(Bucket.COMPLETED, gone, come),
                deleted + step(Bucket.DELETED, gone, come));
    }

    private static long step(Bucket bucket, Bucket gone, Bucket come) {
        return (bucket == come ? 1L : 0L) - (bucket == gone ? 1L : 0L);
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
