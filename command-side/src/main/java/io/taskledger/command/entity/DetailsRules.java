package io.taskledger.command.entity;

import io.taskledger.command.decision.Rejection;
import io.taskledger.command.decision.Texts;
import io.taskledger.contract.Wire;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskField;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for the details of a task. */
final class DetailsRules {

    private DetailsRules() {}

    /** Trimmed, times in milliseconds. */
    static TaskDetails trim(TaskDetails details) {
        return new TaskDetails(
                details.title().strip(),
                details.description(),
                details.priority(),
                details.due() == null ? null : details.due().truncatedTo(ChronoUnit.MILLIS),
                details.tags().stream().map(String::strip).toList());
    }

    /**
     * Trimmed details in their stored form. The limit of the number of tags counts duplicates, as openapi.yaml says.
     */
    static TaskDetails withoutDuplicates(TaskDetails trimmed) {
        return new TaskDetails(
                trimmed.title(),
                trimmed.description(),
                trimmed.priority(),
                trimmed.due(),
                trimmed.tags().stream().distinct().toList());
    }

    /** What is wrong with trimmed details. */
    static List<Rejection.Field> check(TaskDetails details) {
        var texts = new Texts();
        TaskField.ALL.forEach(field -> check(texts, field, details));
        return texts.found();
    }

    private static void check(Texts texts, TaskField field, TaskDetails details) {
        switch (field) {
            case TaskField.Text text -> {
                var value = text.value().apply(details);
                if (text.multiline()) {
                    texts.lines(text.name(), value, text.min(), text.max());
                } else {
                    texts.line(text.name(), value, text.min(), text.max());
                }
            }
            case TaskField.Texts list -> {
                var values = list.value().apply(details);
                if (values.size() > list.maxItems()) {
                    texts.wrong(list.name(), "must be at most " + list.maxItems() + ", not " + values.size());
                } else {
                    values.forEach(value -> texts.line(list.name(), value, list.min(), list.max()));
                }
            }
            case TaskField.Time time -> {
                if (!isRepresentable(time.value().apply(details))) {
                    texts.wrong(time.name(), "must be in a year from 1 to 9999");
                }
            }
            case TaskField.Choice _ -> {} // every priority is allowed
        }
    }

    private static boolean isRepresentable(@Nullable Instant time) {
        return time == null || !time.isBefore(Wire.EARLIEST) && !time.isAfter(Wire.LATEST);
    }
}
