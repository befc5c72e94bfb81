package io.taskledger.contract.event;

import io.taskledger.contract.commit.CanonicalJson;
import io.taskledger.contract.commit.JsonFields;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDeleted;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.event.TaskEvent.TaskReopened;
import io.taskledger.contract.event.TaskEvent.TaskRestored;
import io.taskledger.contract.event.TaskEvent.TaskStarted;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * All event types: each constant is the stored form of one event, that is its name in a commit, the current version of
 * its data, and how the data is written and read. Data of older versions is converted by {@link Upcasters} first.
 */
public enum EventType {
    TASK_CREATED("TaskCreated", 1, TaskCreated.class, TaskData::write, TaskData::created),
    TASK_DETAILS_EDITED("TaskDetailsEdited", 1, TaskDetailsEdited.class, TaskData::write, TaskData::edited),
    TASK_STARTED("TaskStarted", 1, TaskStarted.class, TaskStarted::new),
    TASK_COMPLETED("TaskCompleted", 1, TaskCompleted.class, TaskCompleted::new),
    TASK_REOPENED("TaskReopened", 1, TaskReopened.class, TaskReopened::new),
    TASK_DELETED("TaskDeleted", 1, TaskDeleted.class, TaskDeleted::new),
    TASK_RESTORED("TaskRestored", 1, TaskRestored.class, TaskRestored::new),
    PROFILE_UPDATED("ProfileUpdated", 1, ProfileUpdated.class, ProfileData::write, ProfileData::read);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

    private final String wireName;
    private final int version;
    private final Class<? extends Event> eventClass;

    @SuppressWarnings("ImmutableEnumChecker") // pure functions
    private final BiConsumer<CanonicalJson, Event> writer;

    @SuppressWarnings("ImmutableEnumChecker") // pure functions
    private final Function<JsonFields, ? extends Event> reader;

    <E extends Event> EventType(
            String wireName,
            int version,
            Class<E> eventClass,
            BiConsumer<CanonicalJson, E> writer,
            Function<JsonFields, E> reader) {
        this.wireName = wireName;
        this.version = version;
        this.eventClass = eventClass;
        this.writer = (json, event) -> writer.accept(json, eventClass.cast(event));
        this.reader = reader;
    }

    /** The type of an event without data. */
    <E extends Event> EventType(String wireName, int version, Class<E> eventClass, Supplier<E> event) {
        this(wireName, version, eventClass, (_, _) -> {}, _ -> event.get());
    }

    /**
     * The type with this name in a commit.
     *
     * @throws UnreadableEventException if there is none
     */
    public static EventType of(String wireName) {
        var type = BY_NAME.get(wireName);
        if (type == null) {
            throw new UnreadableEventException("Unknown event type " + wireName);
        }
        return type;
    }

    /** The type of an event. */
    public static EventType of(Event event) {
        return switch (event) {
            case TaskCreated _ -> TASK_CREATED;
            case TaskDetailsEdited _ -> TASK_DETAILS_EDITED;
            case TaskStarted _ -> TASK_STARTED;
            case TaskCompleted _ -> TASK_COMPLETED;
            case TaskReopened _ -> TASK_REOPENED;
            case TaskDeleted _ -> TASK_DELETED;
            case TaskRestored _ -> TASK_RESTORED;
            case ProfileUpdated _ -> PROFILE_UPDATED;
        };
    }

    /** The name in a commit. */
    public String wireName() {
        return wireName;
    }

    /** The current version of the data; new events are written in it. */
    public int version() {
        return version;
    }

    /** The class of its records. */
    public Class<? extends Event> eventClass() {
        return eventClass;
    }

    /** Writes the fields of the data of an event of this type into an open object. */
    void write(CanonicalJson json, Event event) {
        writer.accept(json, event);
    }

    /**
     * Reads data of the current version.
     *
     * @throws IllegalArgumentException if it does not have the form of this type
     */
    Event read(JsonFields data) {
        return reader.apply(data);
    }
}
