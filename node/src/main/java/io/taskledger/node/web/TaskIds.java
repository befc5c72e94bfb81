package io.taskledger.node.web;

import io.taskledger.edge.problem.ProblemException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads task ids. Java's own parser also accepts "1-1-1-1-1". */
public final class TaskIds {

    /** What is wrong with a text that is none; continues a sentence about it. */
    public static final String FORM = "must be a UUID";

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private TaskIds() {}

    /** Null if the text is not a UUID. */
    public static @Nullable UUID parse(String text) {
        return UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    /** @throws ProblemException 400 if the path has no UUID */
    public static UUID ofPath(String text) {
        var id = parse(text);
        if (id == null) {
            throw ProblemException.badRequest("id", "The id of a task must be a UUID");
        }
        return id;
    }

    /** The same response for a task of another owner and a task that does not exist. */
    public static ProblemException notFound() {
        return new ProblemException(404, "task-not-found", "There is no task with this id");
    }
}
