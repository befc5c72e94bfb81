package io.taskledger.contract.task;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New values for some of the details; null means that this detail stays as it is. */
public record DetailsEdit(
        @Nullable String title,
        @Nullable String description,
        @Nullable Priority priority,
        @Nullable Due due,
        @Nullable List<String> tags) {

    /** The edit that changes nothing. */
    public static final DetailsEdit NOTHING = new DetailsEdit(null, null, null, null, null);

    /**
     * A new due time, which a detail that may itself be absent needs to be told from "stays as it is".
     *
     * @param value null clears the due time
     */
    public record Due(@Nullable Instant value) {

        public Due {
            value = value == null ? null : value.truncatedTo(ChronoUnit.MILLIS); // what is written
        }
    }

    public DetailsEdit {
        tags = tags == null ? null : List.copyOf(tags);
    }

    /** The edit that replaces every detail. */
    public static DetailsEdit all(TaskDetails details) {
        return new DetailsEdit(
                details.title(), details.description(), details.priority(), new Due(details.due()), details.tags());
    }

    /** What is left of this edit once the values that the details already have are taken out. */
    public DetailsEdit changing(TaskDetails details) {
        return new DetailsEdit(
                details.title().equals(title) ? null : title,
                details.description().equals(description) ? null : description,
                details.priority() == priority ? null : priority,
                new Due(details.due()).equals(due) ? null : due,
                details.tags().equals(tags) ? null : tags);
    }

    /** Whether no detail is named. */
    public boolean isEmpty() {
        return equals(NOTHING);
    }
}
