package io.taskledger.contract.task;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a task that users fill in. {@link #ALL} is the one list of them: stored events, documents, history, rules
 * and the limits in the docs walk it. Every field is also a component of {@link TaskDetails}, {@link DetailsEdit} and
 * {@link TaskView}. The permitted classes are the kinds of values; a {@code switch} over them says what a kind means.
 */
public sealed interface TaskField {

    Text TITLE = new Text("title", 1, 200, false, TaskDetails::title, DetailsEdit::title);
    Text DESCRIPTION = new Text("description", 0, 10_000, true, TaskDetails::description, DetailsEdit::description);
    Choice PRIORITY = new Choice("priority", TaskDetails::priority, DetailsEdit::priority);
    Time DUE = new Time("due", TaskDetails::due, DetailsEdit::due);
    Texts TAGS = new Texts("tags", 20, 1, 50, TaskDetails::tags, DetailsEdit::tags);

    /** In the order in which responses show them. */
    List<TaskField> ALL = List.of(TITLE, DESCRIPTION, PRIORITY, DUE, TAGS);

    /** The name in every JSON form and in documents; also the name of the record components. */
    String name();

    /** Whether it is text that users write, which events keep in an envelope of its own. */
    boolean personal();

    /**
     * A text.
     *
     * @param min characters, in code points
     * @param max characters, in code points
     * @param multiline whether it may contain line breaks and tabs
     * @param edited null if the edit does not change it
     */
    record Text(
            String name,
            int min,
            int max,
            boolean multiline,
            Function<TaskDetails, String> value,
            Function<DetailsEdit, @Nullable String> edited)
            implements TaskField {

        @Override
        public boolean personal() {
            return true;
        }
    }

    /**
     * A list of different texts, each of one line.
     *
     * @param maxItems texts
     * @param min characters of each text, in code points
     * @param max characters of each text, in code points
     * @param edited null if the edit does not change it
     */
    record Texts(
            String name,
            int maxItems,
            int min,
            int max,
            Function<TaskDetails, List<String>> value,
            Function<DetailsEdit, @Nullable List<String>> edited)
            implements TaskField {

        @Override
        public boolean personal() {
            return true;
        }
    }

    /**
     * A priority.
     *
     * @param edited null if the edit does not change it
     */
    record Choice(String name, Function<TaskDetails, Priority> value, Function<DetailsEdit, @Nullable Priority> edited)
            implements TaskField {

        @Override
        public boolean personal() {
            return false;
        }
    }

    /**
     * An instant in milliseconds, or none.
     *
     * @param edited null if the edit does not change it
     */
    record Time(
            String name,
            Function<TaskDetails, @Nullable Instant> value,
            Function<DetailsEdit, DetailsEdit.@Nullable Due> edited)
            implements TaskField {

        @Override
        public boolean personal() {
            return false;
        }
    }
}
