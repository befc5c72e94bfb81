package io.taskledger.query.task;

import io.taskledger.contract.task.TaskView;
import java.util.List;

/**
 * A task with its search and sort keys.
 *
 * @param words of title and description
 * @param titleKey the sort key of the title
 */
public record TaskRow(TaskView view, List<String> words, String titleKey) {

    /** The row of a new task. */
    public static TaskRow of(TaskView view) {
        return new TaskRow(view, SearchText.words(view.title(), view.description()), SearchText.sortKey(view.title()));
    }

    /** The row of the changed task; keys of unchanged texts are not computed again. */
    public TaskRow with(TaskView changed) {
        return changed.title().equals(view.title()) && changed.description().equals(view.description())
                ? new TaskRow(changed, words, titleKey)
                : of(changed);
    }
}
