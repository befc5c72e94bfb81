package io.taskledger.contract.event;

import io.taskledger.contract.Wire;
import io.taskledger.contract.commit.CanonicalJson;
import io.taskledger.contract.profile.ProfileUpdated;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskEvent.TaskCompleted;
import io.taskledger.contract.task.TaskEvent.TaskCreated;
import io.taskledger.contract.task.TaskEvent.TaskDeleted;
import io.taskledger.contract.task.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.task.TaskEvent.TaskReopened;
import io.taskledger.contract.task.TaskEvent.TaskRestored;
import io.taskledger.contract.task.TaskEvent.TaskStarted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as event data. Text that users write is in an envelope, {@code "personal":{"clear":{...}}}, so that it
 * can later become {@code "personal":{"sealed":...}} without a new commit format.
 */
final class EventWriter {

    private EventWriter() {}

    static byte[] write(Event event) {
        var json = new CanonicalJson(256).object();
        switch (event) {
            case TaskCreated created -> created(json, created.details());
            case TaskDetailsEdited edited -> edited(json, edited.edit());
            case ProfileUpdated profile -> profile(json, profile);
            case TaskStarted _, TaskCompleted _, TaskReopened _, TaskDeleted _, TaskRestored _ -> {}
            default ->
                throw new IllegalArgumentException(
                        "No data form for " + event.getClass().getName());
        }
        return json.endObject().toBytes();
    }

    private static void created(CanonicalJson json, TaskDetails details) {
        json.text("due", time(details.due()));
        json.object("personal").object("clear");
        json.text("description", details.description());
        tags(json, details.tags());
        json.text("title", details.title());
        json.endObject().endObject();
        json.text("priority", details.priority().wireName());
    }

    private static void edited(CanonicalJson json, DetailsEdit edit) {
        if (edit.due() != null) {
            json.text("due", time(edit.due().value()));
        }
        json.object("personal").object("clear");
        if (edit.description() != null) {
            json.text("description", edit.description());
        }
        if (edit.tags() != null) {
            tags(json, edit.tags());
        }
        if (edit.title() != null) {
            json.text("title", edit.title());
        }
        json.endObject().endObject();
        if (edit.priority() != null) {
            json.text("priority", edit.priority().wireName());
        }
    }

    private static void profile(CanonicalJson json, ProfileUpdated profile) {
        json.object("personal").object("clear");
        json.text("displayName", profile.displayName());
        json.endObject().endObject();
        json.text("timeZone", profile.timeZone());
    }

    private static void tags(CanonicalJson json, List<String> tags) {
        json.array("tags");
        tags.forEach(json::text);
        json.endArray();
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : Wire.time(instant);
    }
}
