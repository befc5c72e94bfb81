package io.taskledger.query.task;

import com.mongodb.client.model.Filters;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The filter of an owner's task list.
 *
 * @param statuses any of them; empty for all
 * @param priorities any of them; empty for all
 * @param tags any of them, ignoring case; empty for all tasks, with or without tags
 * @param dueBefore exclusive; null for tasks with any due time or none
 * @param dueAfter exclusive; null for tasks with any due time or none
 * @param overdue true: due in the past and not completed; false: the others; null for both
 * @param deleted null for both
 * @param words all of them, in the form of {@link SearchText}; null for all tasks; empty for no task, because a search
 *     text without words finds nothing
 */
public record TaskFilter(
        List<Status> statuses,
        List<Priority> priorities,
        List<String> tags,
        @Nullable Instant dueBefore,
        @Nullable Instant dueAfter,
        @Nullable Boolean overdue,
        @Nullable Boolean deleted,
        @Nullable List<String> words) {

    private static final List<String> NOT_COMPLETED = List.of(Status.OPEN.wireName(), Status.IN_PROGRESS.wireName());

    /** Whether no task can match. */
    boolean passesNothing() {
        return words != null && words.isEmpty();
    }

    /** Whether the result depends on the time. */
    boolean dependsOnTime() {
        return overdue != null;
    }

    /** @param now decides what is overdue */
    Bson of(String owner, Instant now) {
        var all = new ArrayList<Bson>();
        all.add(Filters.eq("owner", owner));
        all.add(deleted == null ? Filters.in("deleted", false, true) : Filters.eq("deleted", deleted));
        if (!statuses.isEmpty()) {
            all.add(Filters.in("status", statuses.stream().map(Status::wireName).toList()));
        }
        if (!priorities.isEmpty()) {
            all.add(Filters.in(
                    "priority", priorities.stream().map(Priority::ordinal).toList()));
        }
        if (!tags.isEmpty()) {
            all.add(Filters.in("tagKeys", SearchText.tagKeys(tags)));
        }
        if (dueBefore != null) {
            all.add(Filters.lt("dueAscending", Date.from(dueBefore))); // there, no due time is later than any time
        }
        if (dueAfter != null) {
            all.add(Filters.gt("dueDescending", Date.from(dueAfter))); // there, no due time is earlier than any time
        }
        if (overdue != null) {
            all.add(overdue ? overdue(now) : Filters.nor(overdue(now)));
        }
        if (words != null) {
            words.forEach(word -> all.add(Filters.eq("words", word)));
        }
        return Filters.and(all);
    }

    /** The filter of an owner's overdue tasks that are not deleted. */
    public static Bson overdue(String owner, Instant now) {
        return Filters.and(Filters.eq("owner", owner), Filters.eq("deleted", false), overdue(now));
    }

    private static Bson overdue(Instant now) {
        return Filters.and(Filters.in("status", NOT_COMPLETED), Filters.lt("dueAscending", Date.from(now)));
    }
}
