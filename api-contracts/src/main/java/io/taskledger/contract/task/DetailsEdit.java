package io.taskledger.contract.task;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New values for some details; null means that the detail does not change. */
public record DetailsEdit(
        @Nullable String title,
        @Nullable String description,
        @Nullable Priority priority,
        @Nullable Due due,
        @Nullable List<String> tags) {

    /** The edit that changes nothing. */
    public static final DetailsEdit NOTHING = new DetailsEdit(null, null, null, null, null);

    /**
     * A new due time. The wrapper distinguishes "remove the due time" from "do not change it".
     *
     * @param value null removes the due time
     */
    public record Due(@Nullable Instant value) {

        public Due {
            value = value == null ? null : value.truncatedTo(ChronoUnit.MILLIS); // only milliseconds are written
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

    /** This edit without the values that the details already have. */
    public DetailsEdit changing(TaskDetails details) {
        return new DetailsEdit(
                details.title().equals(title) ? null : title,
                details.description().equals(description) ? null : description,
                details.priority() == priority ? null : priority,
                new Due(details.due()).equals(due) ? null : due,
                details.tags().equals(tags) ? null : tags);
    }

    /** Whether the edit contains no detail. */
    public boolean isEmpty() {
        return equals(NOTHING);
    }
}
