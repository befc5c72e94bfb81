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
 * Which tasks of an owner are listed.
 *
 * @param statuses any of them; empty for all
 * @param priorities any of them; empty for all
 * @param tags any of them, whatever their case; empty for all, tagged or not
 * @param dueBefore exclusive; null for any time and none
 * @param dueAfter exclusive; null for any time and none
 * @param overdue due in the past and not completed, or not so; null for both
 * @param deleted null for both
 * @param words all of them, in the form of {@link SearchText}; null for all tasks, empty for none, because who searches
 *     for what has no words finds nothing
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

    /** Whether no task at all can pass. */
    boolean passesNothing() {
        return words != null && words.isEmpty();
    }

    /** Whether it depends on the time which tasks pass. */
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
            all.add(Filters.lt("dueAscending", Date.from(dueBefore))); // where never is later than any time
        }
        if (dueAfter != null) {
            all.add(Filters.gt("dueDescending", Date.from(dueAfter))); // where never is earlier than any time
        }
        if (overdue != null) {
            all.add(overdue ? overdue(now) : Filters.nor(overdue(now)));
        }
        if (words != null) {
            words.forEach(word -> all.add(Filters.eq("words", word)));
        }
        return Filters.and(all);
    }

    /** How many of an owner's tasks that are not deleted are overdue now. */
    public static Bson overdue(String owner, Instant now) {
        return Filters.and(Filters.eq("owner", owner), Filters.eq("deleted", false), overdue(now));
    }

    private static Bson overdue(Instant now) {
        return Filters.and(Filters.in("status", NOT_COMPLETED), Filters.lt("dueAscending", Date.from(now)));
    }
}
