package io.taskledger.query.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.mongodb.client.model.Filters;
import io.taskledger.edge.auth.Caller;
import io.taskledger.query.stats.OwnerStats;
import io.taskledger.query.stats.StatsDocument;
import io.taskledger.query.store.ReadModels;
import io.taskledger.query.task.TaskFinder;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How many tasks the caller has. */
@RestController("queryStatsController")
final class StatsController {

    private final ReadGate gate;
    private final ReadModels readModels;
    private final TaskFinder tasks;
    private final Answers answers;
    private final Clock clock;

    StatsController(ReadGate gate, ReadModels readModels, TaskFinder tasks, Answers answers, Clock queryClock) {
        this.gate = gate;
        this.readModels = readModels;
        this.tasks = tasks;
        this.answers = answers;
        this.clock = queryClock;
    }

    record Day(String day, long count) {}

    record Stats(
            long open,
            @JsonProperty("in_progress") long inProgress,
            long completed,
            long deleted,
            long overdue,
            List<Day> completedPerDay) {}

    @GetMapping("/api/tasks/stats")
    ResponseEntity<byte[]> stats(Caller caller, HttpServletRequest request) {
        Parameters.of(request, Set.of());
        return answers.tagged(request, gate.read(caller, request, reading -> stats(caller.id())));
    }

    private Stats stats(String owner) {
        var document = readModels.stats().find(Filters.eq(owner)).first();
        var stats = document == null ? OwnerStats.NONE : StatsDocument.read(document);
        return new Stats(
                stats.open(),
                stats.inProgress(),
                stats.completed(),
                stats.deleted(),
                tasks.countOverdue(owner, clock.instant()),
                stats.completedPerDay().entrySet().stream()
                        .map(day -> new Day(day.getKey().toString(), day.getValue()))
                        .toList());
    }
}
