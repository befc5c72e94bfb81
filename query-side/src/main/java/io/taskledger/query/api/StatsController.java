package io.taskledger.query.api;

import static io.taskledger.query.stats.StatsProjection.STATS;

import io.taskledger.contract.task.Status;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import io.taskledger.query.stats.OwnerStats;
import io.taskledger.query.stats.StatsFinder;
import io.taskledger.query.task.TaskFinder;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The statistics of the caller's tasks. */
@ServedBy(Side.QUERY)
@RestController
final class StatsController {

    private final ReadModelReader reader;
    private final TaggedResponses responses;
    private final Clock clock;

    StatsController(ReadModelReader reader, TaggedResponses responses, Clock clock) {
        this.reader = reader;
        this.responses = responses;
        this.clock = clock;
    }

    record Day(String day, long count) {}

    /**
     * @param byStatus without deleted tasks; contains every status
     * @param from the first day of the completions
     * @param to the last day
     */
    record Stats(
            Map<String, Long> byStatus,
            long deleted,
            long overdue,
            String from,
            String to,
            List<Day> completedPerDay) {}

    @GetMapping("/api/tasks/stats")
    ResponseEntity<byte[]> stats(Caller caller, HttpServletRequest request) {
        var days = Days.of(Parameters.of(request, Set.of("from", "to")), clock.instant());
        return responses.tagged(request, reader.read(caller, request, STATS, reading -> stats(reading, days)));
    }

    private Stats stats(Reading reading, Days days) {
        var owner = reading.owner();
        var stats = new StatsFinder(reading.readModels());
        var counts = stats.stats(owner);
        return new Stats(
                byStatus(counts),
                counts.deleted(),
                new TaskFinder(reading.readModels()).countOverdue(owner, clock.instant()),
                days.from().toString(),
                days.to().toString(),
                stats.completions(owner, days.from(), days.to()).entrySet().stream()
                        .map(day -> new Day(day.getKey().toString(), day.getValue()))
                        .toList());
    }

    private static Map<String, Long> byStatus(OwnerStats counts) {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        for (var status : Status.values()) {
            byStatus.put(
                    status.wireName(),
                    switch (status) {
                        case OPEN -> counts.open();
                        case IN_PROGRESS -> counts.inProgress();
                        case COMPLETED -> counts.completed();
                    });
        }
        return byStatus;
    }
}
