package io.taskledger.query.api;

import io.taskledger.contract.commit.StreamId;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.query.barrier.BarrierResult;
import io.taskledger.query.projection.ParkedStreams;
import io.taskledger.query.store.ReadModels;
import java.util.Set;
import java.util.UUID;

/**
 * A read that has passed the barrier.
 *
 * @param owner the owner of the data
 * @param readModels the generation that is read, until the query has its response
 * @param group the group of projections that is read
 */
record Reading(String owner, BarrierResult.Passed passed, ReadModels readModels, String group) {

    private static final long RETRY_SECONDS = 60;

    /**
     * @throws ProblemException 503 if an event of it could not be applied, so that the stored document is out of date
     */
    void requireApplied(StreamId stream) {
        if (passed.parked() > 0 && parked().has(owner, stream)) {
            throw new ProblemException(
                            503,
                            "task-parked",
                            "A change of this task or profile is stored but cannot be read here; it waits for an operator")
                    .withRetryAfter(RETRY_SECONDS);
        }
    }

    /** The owner's tasks that have a change that could not be applied; lists show older values of them. */
    Set<UUID> parkedTasks() {
        return passed.parked() > 0 ? parked().tasks(owner) : Set.of();
    }

    private ParkedStreams parked() {
        return new ParkedStreams(readModels, group);
    }
}
