package io.taskledger.query.projection;

import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.profile.ProfileView;
import io.taskledger.query.profile.ProfileDocument;
import io.taskledger.query.stats.OwnerStats;
import io.taskledger.query.stats.StatsDocument;
import io.taskledger.query.store.ReadModels;
import io.taskledger.query.task.TaskDocument;
import io.taskledger.query.task.TaskRow;
import java.util.HashSet;
import java.util.List;

/** All the documents that a batch of commits may change. */
record Batch(Documents<TaskRow> tasks, Documents<OwnerStats> stats, Documents<ProfileView> profiles) {

    /** Reads them: one round trip a collection that is concerned. */
    static Batch load(ReadModels readModels, List<LaneCommit> commits) {
        var tasks = new HashSet<String>();
        var taskOwners = new HashSet<String>();
        var profiles = new HashSet<String>();
        for (var commit : commits) {
            var owner = commit.commit().content().owner();
            for (RecordedEvent event : commit.commit().content().events()) {
                var task = event.stream().task();
                if (task != null) {
                    tasks.add(TaskDocument.id(owner, task));
                    taskOwners.add(owner);
                } else if (event.stream().equals(StreamId.PROFILE)) {
                    profiles.add(owner);
                }
            }
        }
        return new Batch(
                Documents.load(readModels.tasks(), tasks, TaskDocument::row, Batch::task),
                Documents.load(readModels.stats(), taskOwners, StatsDocument::read, StatsDocument::write),
                Documents.load(readModels.profiles(), profiles, ProfileDocument::read, Batch::profile));
    }

    /** Whether somebody has applied more than this already: another node, or this one before it was killed. */
    boolean isAheadOf(long position) {
        return tasks.anyPast(position) || stats.anyPast(position) || profiles.anyPast(position);
    }

    private static org.bson.Document task(String id, TaskRow row, long position) {
        return TaskDocument.write(id.substring(0, id.length() - 37), row, position);
    }

    private static org.bson.Document profile(String owner, ProfileView profile, long position) {
        return ProfileDocument.write(profile, position);
    }
}
