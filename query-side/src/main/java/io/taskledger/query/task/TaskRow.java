package io.taskledger.query.task;

import io.taskledger.contract.task.TaskView;
import java.util.List;

/**
 * A task with what it is found and sorted by.
 *
 * @param words of title and description
 * @param titleKey the title as it is sorted
 */
public record TaskRow(TaskView view, List<String> words, String titleKey) {

    /** The row of a task that has none yet. */
    public static TaskRow of(TaskView view) {
        return new TaskRow(view, SearchText.words(view.title(), view.description()), SearchText.sortKey(view.title()));
    }

    /** The row of the changed task; texts that stayed the same are not folded again. */
    public TaskRow with(TaskView changed) {
        return changed.title().equals(view.title()) && changed.description().equals(view.description())
                ? new TaskRow(changed, words, titleKey)
                : of(changed);
    }
}
