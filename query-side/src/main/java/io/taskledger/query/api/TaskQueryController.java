package io.taskledger.query.api;

import static io.taskledger.query.history.HistoryProjection.HISTORY;
import static io.taskledger.query.task.TaskProjection.TASKS;

import io.taskledger.contract.commit.StreamId;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import io.taskledger.node.web.TaskIds;
import io.taskledger.query.history.HistoryEntry;
import io.taskledger.query.history.HistoryFinder;
import io.taskledger.query.store.Page;
import io.taskledger.query.task.TaskFinder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One task and its history. */
@ServedBy(Side.QUERY)
@RestController
@RequestMapping("/api/tasks/{id}")
final class TaskQueryController {

    private final ReadModelReader reader;
    private final TaggedResponses responses;

    TaskQueryController(ReadModelReader reader, TaggedResponses responses) {
        this.reader = reader;
        this.responses = responses;
    }

    @GetMapping
    ResponseEntity<byte[]> task(Caller caller, HttpServletRequest request, @PathVariable String id) {
        var task = TaskIds.ofPath(id);
        Parameters.of(request, Set.of());
        var view = reader.read(caller, request, TASKS, reading -> {
            reading.requireApplied(StreamId.task(task));
            return new TaskFinder(reading.readModels()).find(caller.id(), task);
        });
        if (view == null) {
            throw TaskIds.notFound();
        }
        return responses.versioned(request, view.version(), view);
    }

    record HistoryPage(List<HistoryEntry> entries, @Nullable String next) {}

    @GetMapping("/history")
    ResponseEntity<byte[]> history(Caller caller, HttpServletRequest request, @PathVariable String id) {
        var task = TaskIds.ofPath(id);
        var parameters = Parameters.of(request, Set.of("limit", "cursor"));
        int limit = parameters.limit();
        var cursor = parameters.cursor();
        var page = reader.read(caller, request, HISTORY, reading -> {
            reading.requireApplied(StreamId.task(task));
            return page(reading, task, limit, cursor);
        });
        if (page.entries().isEmpty() && cursor == null) {
            throw TaskIds.notFound();
        }
        return responses.page(request, page, new HistoryPage(page.entries(), page.next()));
    }

    private static Page<HistoryEntry> page(Reading reading, UUID task, int limit, @Nullable String cursor) {
        try {
            return new HistoryFinder(reading.readModels()).page(reading.owner(), task, limit, cursor);
        } catch (IllegalArgumentException e) {
            throw Parameters.badCursor();
        }
    }
}
