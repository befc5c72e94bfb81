package io.taskledger.query.api;

import io.taskledger.edge.problem.ProblemException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the task ids of paths. Java's own parser also accepts "1-1-1-1-1". */
final class TaskIds {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private TaskIds() {}

    /** @throws ProblemException 400 if the path has no UUID */
    static UUID ofPath(String text) {
        if (!FORM.matcher(text).matches()) {
            throw ProblemException.badRequest("id", "The id of a task must be a UUID");
        }
        return UUID.fromString(text);
    }

    /** The same response for a task of another owner and a task that does not exist. */
    static ProblemException notFound() {
        return new ProblemException(404, "task-not-found", "There is no task with this id");
    }
}
