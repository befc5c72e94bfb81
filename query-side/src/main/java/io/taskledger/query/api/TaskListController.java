package io.taskledger.query.api;

import static io.taskledger.query.task.TaskProjection.TASKS;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.taskledger.contract.Limits;
import io.taskledger.contract.Wire;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskField;
import io.taskledger.contract.task.TaskView;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import io.taskledger.query.store.Page;
import io.taskledger.query.task.SearchText;
import io.taskledger.query.task.TaskFilter;
import io.taskledger.query.task.TaskFinder;
import io.taskledger.query.task.TaskSort;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's tasks, filtered and sorted, page by page. */
@ServedBy(Side.QUERY)
@RestController
final class TaskListController {

    private static final Set<String> KNOWN = Set.of(
            "status", "priority", "tag", "dueBefore", "dueAfter", "overdue", "deleted", "q", "sort", "limit", "cursor");

    private final ReadModelReader reader;
    private final TaggedResponses responses;
    private final Clock clock;

    TaskListController(ReadModelReader reader, TaggedResponses responses, Clock clock) {
        this.reader = reader;
        this.responses = responses;
        this.clock = clock;
    }

    /** @param parked true if a later change of the task could not be applied; absent otherwise */
    record ListedTask(
            @JsonUnwrapped TaskView task,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean parked) {}

    record TaskPage(List<ListedTask> tasks, @Nullable String next) {}

    @GetMapping("/api/tasks")
    ResponseEntity<byte[]> list(Caller caller, HttpServletRequest request) {
        var parameters = Parameters.of(request, KNOWN);
        var filter = filter(parameters);
        var sort = sort(parameters);
        int limit = parameters.limit();
        var cursor = parameters.cursor();
        var page = reader.read(caller, request, TASKS, reading -> {
            var parked = reading.parkedTasks();
            var found = page(reading, filter, sort, limit, cursor);
            return new Page<>(
                    found.entries().stream()
                            .map(task -> new ListedTask(task, parked.contains(task.id()) ? true : null))
                            .toList(),
                    found.next());
        });
        return responses.page(request, page, new TaskPage(page.entries(), page.next()));
    }

    private Page<TaskView> page(Reading reading, TaskFilter filter, TaskSort sort, int limit, @Nullable String cursor) {
        try {
            return new TaskFinder(reading.readModels())
                    .page(reading.owner(), filter, sort, limit, cursor, clock.instant());
        } catch (IllegalArgumentException e) {
            throw Parameters.badCursor();
        }
    }

    private static TaskFilter filter(Parameters parameters) {
        var search = parameters.one(
                "q",
                text -> text.codePointCount(0, text.length()) <= Limits.MAX_SEARCH_TEXT ? text : null,
                "at most " + Limits.MAX_SEARCH_TEXT + " characters");
        return new TaskFilter(
                parameters.list("status", named(Status::of), names(Status.values()), Status.values().length),
                parameters.list("priority", named(Priority::of), names(Priority.values()), Priority.values().length),
                parameters.many(
                        "tag",
                        TaskListController::tag,
                        "a tag of 1 to " + TaskField.TAGS.max() + " characters",
                        Limits.MAX_TAG_FILTERS),
                parameters.time("dueBefore", false),
                parameters.time("dueAfter", true),
                parameters.flag("overdue"),
                deleted(parameters),
                search == null ? null : SearchText.words(search));
    }

    private static @Nullable String tag(String text) {
        var tag = text.strip();
        return tag.isEmpty() || tag.codePointCount(0, tag.length()) > TaskField.TAGS.max() ? null : tag;
    }

    private static @Nullable Boolean deleted(Parameters parameters) {
        var which = parameters.one(
                "deleted", text -> Set.of("true", "false", "any").contains(text) ? text : null, "true, false or any");
        return "any".equals(which) ? null : Boolean.valueOf(which);
    }

    private static TaskSort sort(Parameters parameters) {
        var sort = parameters.one(
                "sort",
                text -> TaskSort.of(text).orElse(null),
                "due, priority, created, updated or title, with - in front for the reverse order");
        return sort == null ? TaskSort.CREATED_FALLING : sort;
    }

    private static <T> Function<String, @Nullable T> named(Function<String, T> reader) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                return null;
            }
        };
    }

    private static String names(Wire.Named[] all) {
        return String.join(", ", List.of(all).stream().map(Wire.Named::wireName).toList());
    }
}
