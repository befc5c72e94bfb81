package io.taskledger.contract.event;

import io.taskledger.contract.commit.JsonFields;
import io.taskledger.contract.profile.ProfileUpdated;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskEvent.TaskCompleted;
import io.taskledger.contract.task.TaskEvent.TaskCreated;
import io.taskledger.contract.task.TaskEvent.TaskDeleted;
import io.taskledger.contract.task.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.task.TaskEvent.TaskReopened;
import io.taskledger.contract.task.TaskEvent.TaskRestored;
import io.taskledger.contract.task.TaskEvent.TaskStarted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads event data of the current versions into records; the inverse of {@link EventWriter}. */
final class EventReader {

    private EventReader() {}

    static Event read(EventType type, JsonFields data) {
        return switch (type) {
            case TASK_CREATED -> created(data);
            case TASK_DETAILS_EDITED -> edited(data);
            case TASK_STARTED -> new TaskStarted();
            case TASK_COMPLETED -> new TaskCompleted();
            case TASK_REOPENED -> new TaskReopened();
            case TASK_DELETED -> new TaskDeleted();
            case TASK_RESTORED -> new TaskRestored();
            case PROFILE_UPDATED -> profile(data);
        };
    }

    private static TaskCreated created(JsonFields data) {
        var personal = clear(data);
        return new TaskCreated(new TaskDetails(
                personal.text("title"),
                personal.text("description"),
                priority(data),
                due(data),
                personal.texts("tags")));
    }

    private static TaskDetailsEdited edited(JsonFields data) {
        var personal = clear(data);
        return new TaskDetailsEdited(new DetailsEdit(
                personal.has("title") ? personal.text("title") : null,
                personal.has("description") ? personal.text("description") : null,
                data.has("priority") ? priority(data) : null,
                data.has("due") ? new DetailsEdit.Due(due(data)) : null,
                personal.has("tags") ? personal.texts("tags") : null));
    }

    private static ProfileUpdated profile(JsonFields data) {
        return new ProfileUpdated(clear(data).text("displayName"), data.text("timeZone"));
    }

    private static @Nullable Instant due(JsonFields data) {
        return data.isNull("due") ? null : data.time("due");
    }

    private static Priority priority(JsonFields data) {
        return data.canonical("priority", Priority::of, Priority::wireName);
    }

    private static JsonFields clear(JsonFields data) {
        return data.object("personal").object("clear");
    }
}
