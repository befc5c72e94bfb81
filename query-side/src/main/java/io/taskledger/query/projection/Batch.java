package io.taskledger.query.projection;

import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.profile.ProfileView;
import io.taskledger.query.profile.ProfileDocument;
import io.taskledger.query.stats.Completions;
import io.taskledger.query.stats.OwnerStats;
import io.taskledger.query.stats.StatsDocument;
import io.taskledger.query.store.ReadModels;
import io.taskledger.query.task.TaskDocument;
import io.taskledger.query.task.TaskRow;
import java.util.HashSet;
import java.util.List;

/** All the documents that a batch of commits may change. */
record Batch(
        Documents<TaskRow> tasks,
        Documents<OwnerStats> stats,
        Documents<Long> completions,
        Documents<ProfileView> profiles) {

    /**
     * Reads them, with one round trip for each affected collection. The affected days of completions are those on which
     * the tasks were completed (including deleted tasks), and those of the commits.
     */
    static Batch load(ReadModels readModels, List<LaneCommit> commits) {
        var tasks = new HashSet<String>();
        var taskOwners = new HashSet<String>();
        var days = new HashSet<String>();
        var profiles = new HashSet<String>();
        for (var commit : commits) {
            var owner = commit.commit().content().owner();
            for (RecordedEvent event : commit.commit().content().events()) {
                var task = event.stream().task();
                if (task != null) {
                    tasks.add(TaskDocument.id(owner, task));
                    taskOwners.add(owner);
                    days.add(Completions.id(
                            owner, Completions.day(commit.commit().content().time())));
                } else if (event.stream().equals(StreamId.PROFILE)) {
                    profiles.add(owner);
                }
            }
        }
        var rows = Documents.load(readModels.tasks(), tasks, TaskDocument::row, Batch::task);
        rows.forEach((id, row) -> {
            var completedAt = row.view().completedAt();
            if (completedAt != null) {
                days.add(Completions.id(owner(id), Completions.day(completedAt)));
            }
        });
        return new Batch(
                rows,
                Documents.load(readModels.stats(), taskOwners, StatsDocument::read, StatsDocument::write),
                Documents.load(readModels.completions(), days, Completions::count, Completions::write),
                Documents.load(readModels.profiles(), profiles, ProfileDocument::read, Batch::profile));
    }

    /** Whether more than this is already applied: by another node, or by this one before it was killed. */
    boolean isAheadOf(long position) {
        return tasks.anyPast(position)
                || stats.anyPast(position)
                || completions.anyPast(position)
                || profiles.anyPast(position);
    }

    private static org.bson.Document task(String id, TaskRow row, long position) {
        return TaskDocument.write(owner(id), row, position);
    }

    private static String owner(String taskId) {
        return taskId.substring(0, taskId.length() - 37);
    }

    private static org.bson.Document profile(String owner, ProfileView profile, long position) {
        return ProfileDocument.write(profile, position);
    }
}
