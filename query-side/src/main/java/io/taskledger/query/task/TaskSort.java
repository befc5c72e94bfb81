package io.taskledger.query.task;

import static java.util.Objects.requireNonNull;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The sort orders of task lists. Ties are broken by the task's id, so every order is total. */
public enum TaskSort {
    DUE("due", "dueAscending", true),
    DUE_FALLING("-due", "dueDescending", false),
    PRIORITY("priority", "priorityAscending", true),
    PRIORITY_FALLING("-priority", "priority", false),
    CREATED("created", "createdAt", true),
    CREATED_FALLING("-created", "createdAt", false),
    UPDATED("updated", "updatedAt", true),
    UPDATED_FALLING("-updated", "updatedAt", false),
    TITLE("title", "titleKey", true),
    TITLE_FALLING("-title", "titleKey", false);

    private static final String TIE = "task";

    private final String wireName;
    private final String field;
    private final boolean rising;

    TaskSort(String wireName, String field, boolean rising) {
        this.wireName = wireName;
        this.field = field;
        this.rising = rising;
    }

    /** The order with this name; empty if there is none. */
    public static Optional<TaskSort> of(String wireName) {
        return Stream.of(values())
                .filter(sort -> sort.wireName.equals(wireName))
                .findFirst();
    }

    /** The name that clients use. */
    public String wireName() {
        return wireName;
    }

    Bson order() {
        return rising ? Sorts.ascending(field, TIE) : Sorts.descending(field, TIE);
    }

    /**
     * The tasks after one task in this order. The condition on the value alone is redundant, but an index can start at
     * it: without it, a late page would be found only by reading all earlier pages.
     */
    Bson after(Object value, String task) {
        return Filters.and(
                rising ? Filters.gte(field, value) : Filters.lte(field, value),
                Filters.or(beyond(field, value), Filters.and(Filters.eq(field, value), beyond(TIE, task))));
    }

    private Bson beyond(String name, Object value) {
        return rising ? Filters.gt(name, value) : Filters.lt(name, value);
    }

    /** The sort value of the task, as a text. */
    String key(Document task) {
        return switch (requireNonNull(task.get(field))) {
            case Date date -> Long.toString(date.toInstant().toEpochMilli());
            case Object value -> value.toString();
        };
    }

    /**
     * The value of a {@link #key}.
     *
     * @throws IllegalArgumentException if this order has no such keys
     */
    Object value(String key) {
        return switch (this) {
            case TITLE, TITLE_FALLING -> key;
            case PRIORITY, PRIORITY_FALLING -> Integer.valueOf(key);
            default -> Date.from(Instant.ofEpochMilli(Long.parseLong(key)));
        };
    }
}
