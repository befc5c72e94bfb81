package io.taskledger.query;

import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.query.history.HistoryFinder;
import io.taskledger.query.stats.StatsFinder;
import io.taskledger.query.store.ReadModels;
import io.taskledger.query.task.SearchText;
import io.taskledger.query.task.TaskFilter;
import io.taskledger.query.task.TaskFinder;
import io.taskledger.query.task.TaskSort;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All kinds of queries that the API's routes send, with names. */
final class QueriesOfTheApi {

    static final String OWNER = "alice";
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private QueriesOfTheApi() {}

    static Map<String, TaskFilter> filters() {
        Map<String, TaskFilter> filters = new LinkedHashMap<>();
        filters.put("no filter", filter(List.of(), List.of(), List.of(), null, null, null, false, null));
        filters.put("deleted=true", filter(List.of(), List.of(), List.of(), null, null, null, true, null));
        filters.put("deleted=any", filter(List.of(), List.of(), List.of(), null, null, null, null, null));
        filters.put("status=open", filter(List.of(Status.OPEN), List.of(), List.of(), null, null, null, false, null));
        filters.put(
                "status=open,in_progress",
                filter(List.of(Status.OPEN, Status.IN_PROGRESS), List.of(), List.of(), null, null, null, false, null));
        filters.put(
                "priority=high", filter(List.of(), List.of(Priority.HIGH), List.of(), null, null, null, false, null));
        filters.put("tag=home", filter(List.of(), List.of(), List.of("home"), null, null, null, false, null));
        filters.put("dueBefore", filter(List.of(), List.of(), List.of(), NOW, null, null, false, null));
        filters.put("dueAfter", filter(List.of(), List.of(), List.of(), null, NOW, null, false, null));
        filters.put("overdue=true", filter(List.of(), List.of(), List.of(), null, null, true, false, null));
        filters.put("overdue=false", filter(List.of(), List.of(), List.of(), null, null, false, false, null));
        filters.put(
                "q=two words",
                filter(List.of(), List.of(), List.of(), null, null, null, false, SearchText.words("two words")));
        return filters;
    }

    private static TaskFilter filter(
            List<Status> statuses,
            List<Priority> priorities,
            List<String> tags,
            @Nullable Instant dueBefore,
            @Nullable Instant dueAfter,
            @Nullable Boolean overdue,
            @Nullable Boolean deleted,
            @Nullable List<String> words) {
        return new TaskFilter(statuses, priorities, tags, dueBefore, dueAfter, overdue, deleted, words);
    }

    /** Requests the first page, and the next one if there is one. */
    static void list(ReadModels readModels, TaskFilter filter, TaskSort sort) {
        var finder = new TaskFinder(readModels);
        var first = finder.page(OWNER, filter, sort, 1, null, NOW);
        if (first.next() != null) {
            finder.page(OWNER, filter, sort, 1, first.next(), NOW);
        }
    }

    static void history(ReadModels readModels, UUID task) {
        new HistoryFinder(readModels).page(OWNER, task, 50, null);
    }

    static void stats(ReadModels readModels) {
        new TaskFinder(readModels).countOverdue(OWNER, NOW);
        new StatsFinder(readModels).stats(OWNER);
        new StatsFinder(readModels).completions(OWNER, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"));
    }

    static void task(ReadModels readModels, UUID task) {
        new TaskFinder(readModels).find(OWNER, task);
    }
}
