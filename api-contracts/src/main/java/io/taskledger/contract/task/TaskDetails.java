package io.taskledger.contract.task;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a user can enter about a task.
 *
 * @param description empty if there is none
 * @param due UTC, milliseconds; null if the task has no due time
 * @param tags in the order the user gave them, without duplicates
 */
public record TaskDetails(
        String title,
        String description,
        Priority priority,
        @Nullable Instant due,
        List<String> tags) {

    public TaskDetails {
        due = due == null ? null : due.truncatedTo(ChronoUnit.MILLIS); // only milliseconds are written
        tags = List.copyOf(tags);
    }

    /** These details, with the values of the edit. */
    public TaskDetails with(DetailsEdit edit) {
        return new TaskDetails(
                edit.title() == null ? title : edit.title(),
                edit.description() == null ? description : edit.description(),
                edit.priority() == null ? priority : edit.priority(),
                edit.due() == null ? due : edit.due().value(),
                edit.tags() == null ? tags : edit.tags());
    }
}
