package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.ReadModels;
import java.util.List;

/**
 * Folds batches of commits into the read models: read, fold, write. Thread-safe, as long as each lane has one caller.
 *
 * <p>The order of the writes is guaranteed: parked events first, then each projection before the one that it is derived
 * from. So while a task's document lacks a commit, the state from which that commit's history and stats are derived is
 * still there, and a repeated batch, with any boundaries, derives the same (docs/adr/0019).
 */
public final class Projector {

    private final ReadModels readModels;
    private final Projections projections;
    private final EventCodec codec;

    public Projector(ReadModels readModels, Projections projections, EventCodec codec) {
        this.readModels = readModels;
        this.projections = projections;
        this.codec = codec;
    }

    /**
     * Applies consecutive commits of a lane.
     *
     * @param applied the position up to which the lane is known to be applied
     * @param basis throws if the read models no longer contain that position; called if the documents that were read
     *     suggest it
     * @throws MongoException if the outcome is unknown; the same commits can be applied again
     */
    void apply(List<LaneCommit> commits, long applied, Parked parked, Runnable basis) {
        while (!tryToApply(commits, applied, parked, basis)) {
            Thread.onSpinWait(); // a guard failed, so another writer made progress: read again
        }
    }

    private boolean tryToApply(List<LaneCommit> commits, long applied, Parked parked, Runnable basis) {
        var batch = new Batch(readModels, projections, commits);
        if (batch.isAheadOf(applied)) {
            parked.reload();
        }
        var fold = new BatchFold(codec, parked, batch);
        fold.fold(commits);
        if (!fold.newlyParked().isEmpty() || batch.startsSummary()) {
            basis.run(); // nothing to continue from: a new owner or day, a bad event, or everything was dropped
        }
        parked.store(fold.newlyParked());
        return batch.write();
    }
}
