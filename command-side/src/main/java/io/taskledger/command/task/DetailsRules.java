package io.taskledger.command.task;

import io.taskledger.command.decision.Rejection;
import io.taskledger.command.decision.Texts;
import io.taskledger.contract.Wire;
import io.taskledger.contract.task.TaskDetails;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for the details of a task. */
final class DetailsRules {

    static final int MAX_TITLE = 200;
    static final int MAX_DESCRIPTION = 10_000;
    static final int MAX_TAGS = 20;
    static final int MAX_TAG = 50;

    private DetailsRules() {}

    /** The details in their stored form: trimmed, times in milliseconds, no duplicate tags. */
    static TaskDetails normalise(TaskDetails details) {
        return new TaskDetails(
                details.title().strip(),
                details.description(),
                details.priority(),
                details.due() == null ? null : details.due().truncatedTo(ChronoUnit.MILLIS),
                details.tags().stream().map(String::strip).distinct().toList());
    }

    static List<Rejection.Field> check(TaskDetails details) {
        var texts = new Texts();
        texts.line("title", details.title(), 1, MAX_TITLE);
        texts.lines("description", details.description(), MAX_DESCRIPTION);
        if (!isRepresentable(details.due())) {
            texts.wrong("due", "must be in a year from 1 to 9999");
        }
        if (details.tags().size() > MAX_TAGS) {
            texts.wrong(
                    "tags",
                    "must be at most " + MAX_TAGS + ", not " + details.tags().size());
        } else {
            details.tags().forEach(tag -> texts.line("tags", tag, 1, MAX_TAG));
        }
        return texts.found();
    }

    private static boolean isRepresentable(@Nullable Instant due) {
        return due == null || !due.isBefore(Wire.EARLIEST) && !due.isAfter(Wire.LATEST);
    }
}
