package io.taskledger.query;

import static io.taskledger.query.history.HistoryProjection.HISTORY;
import static io.taskledger.query.profile.ProfileProjection.PROFILES;
import static io.taskledger.query.stats.CompletionsProjection.COMPLETIONS;
import static io.taskledger.query.stats.StatsProjection.STATS;
import static io.taskledger.query.task.TaskProjection.TASKS;

import io.taskledger.query.fold.Projection;
import io.taskledger.query.fold.Projections;
import java.util.List;

/** The projections of this system. Adding one takes its class and its line here (see CONTRIBUTING.md). */
public final class AllProjections {

    private static final List<Projection> REGISTERED = List.of(
            TASKS, // one line each
            HISTORY,
            STATS,
            COMPLETIONS,
            PROFILES);

    private AllProjections() {}

    /** @throws IllegalArgumentException if they do not fit together; the message is a sentence */
    public static Projections get() {
        return new Projections(REGISTERED);
    }
}
