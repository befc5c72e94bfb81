package io.taskledger.query.task;

import io.taskledger.contract.task.TaskView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task with its owner and its search and sort keys.
 *
 * @param words of title and description
 * @param titleKey the sort key of the title
 */
public record TaskRow(String owner, TaskView view, List<String> words, String titleKey) {

    /** The row of a new task. */
    public static TaskRow of(String owner, TaskView view) {
        return new TaskRow(
                owner, view, SearchText.words(view.title(), view.description()), SearchText.sortKey(view.title()));
    }

    /** The row of the changed task; keys of unchanged texts are not computed again. */
    public TaskRow with(TaskView changed) {
        return changed.title().equals(view.title()) && changed.description().equals(view.description())
                ? new TaskRow(owner, changed, words, titleKey)
                : of(owner, changed);
    }

    /** The task of a row; null if there is none. */
    public static @Nullable TaskView viewOf(@Nullable TaskRow row) {
        return row == null ? null : row.view();
    }
}
