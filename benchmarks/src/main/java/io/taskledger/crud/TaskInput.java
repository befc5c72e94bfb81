package io.taskledger.crud;

import io.taskledger.contract.task.Priority;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client sends about a task; null is "not sent". */
record TaskInput(
        @Nullable String title,
        @Nullable String description,
        @Nullable Priority priority,
        @Nullable Instant due,
        @Nullable List<String> tags) {

    private static final int MAX_TITLE = 200;

    /** @throws ProblemException 422 if this cannot be a new task */
    TaskInput requireNew() {
        if (title == null || title.isBlank() || title.length() > MAX_TITLE) {
            throw ProblemException.invalid(
                    List.of(new Violation("title", "title must have 1 to " + MAX_TITLE + " characters")));
        }
        return this;
    }
}
