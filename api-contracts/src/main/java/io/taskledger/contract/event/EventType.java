package io.taskledger.contract.event;

import io.taskledger.contract.profile.ProfileUpdated;
import io.taskledger.contract.task.TaskEvent.TaskCompleted;
import io.taskledger.contract.task.TaskEvent.TaskCreated;
import io.taskledger.contract.task.TaskEvent.TaskDeleted;
import io.taskledger.contract.task.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.task.TaskEvent.TaskReopened;
import io.taskledger.contract.task.TaskEvent.TaskRestored;
import io.taskledger.contract.task.TaskEvent.TaskStarted;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All event types, each with the current version of its data. */
public enum EventType {
    TASK_CREATED("TaskCreated", TaskCreated.class, 1),
    TASK_DETAILS_EDITED("TaskDetailsEdited", TaskDetailsEdited.class, 1),
    TASK_STARTED("TaskStarted", TaskStarted.class, 1),
    TASK_COMPLETED("TaskCompleted", TaskCompleted.class, 1),
    TASK_REOPENED("TaskReopened", TaskReopened.class, 1),
    TASK_DELETED("TaskDeleted", TaskDeleted.class, 1),
    TASK_RESTORED("TaskRestored", TaskRestored.class, 1),
    PROFILE_UPDATED("ProfileUpdated", ProfileUpdated.class, 1);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));
    private static final Map<Class<?>, EventType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::eventClass, Function.identity()));

    private final String wireName;
    private final Class<? extends Event> eventClass;
    private final int version;

    EventType(String wireName, Class<? extends Event> eventClass, int version) {
        this.wireName = wireName;
        this.eventClass = eventClass;
        this.version = version;
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

    /**
     * The type of an event.
     *
     * @throws IllegalArgumentException if the class is not listed here
     */
    public static EventType of(Event event) {
        var type = BY_CLASS.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(
                    "No event type for " + event.getClass().getName());
        }
        return type;
    }

    /** The name in a commit. */
    public String wireName() {
        return wireName;
    }

    /** The class of its records. */
    public Class<? extends Event> eventClass() {
        return eventClass;
    }

    /** The current version of the data; new events are written in it. */
    public int version() {
        return version;
    }
}
