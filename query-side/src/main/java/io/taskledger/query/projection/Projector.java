package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.query.store.Guarded;
import io.taskledger.query.store.ReadModels;
import java.util.List;

/**
 * Folds batches of commits into the read models: read, fold, write. Thread-safe, as long as each lane has one caller.
 *
 * <p>The order of the writes is a promise: everything that is derived from how a task changed is written before the
 * task. So as long as a task's document does not have a commit in it, the state from which history and stats of that
 * commit are derived is still there, and whoever repeats the batch, cut however, derives the same (docs/adr).
 */
public final class Projector {

    private final ReadModels readModels;
    private final EventCodec codec;

    public Projector(ReadModels readModels, EventCodec codec) {
        this.readModels = readModels;
        this.codec = codec;
    }

    /**
     * Applies commits that follow one another in a lane.
     *
     * @param applied the position up to which the lane is known to be applied
     * @param basis throws if the read models are not that far any more; asked where what was read looks as if
     * @throws MongoException if the outcome is unknown; the same commits can be applied again
     */
    void apply(List<LaneCommit> commits, long applied, Parked parked, Runnable basis) {
        while (!tryToApply(commits, applied, parked, basis)) {
            Thread.onSpinWait(); // a guard was lost, so another writer made progress: read again what it wrote
        }
    }

    private boolean tryToApply(List<LaneCommit> commits, long applied, Parked parked, Runnable basis) {
        var batch = Batch.load(readModels, commits);
        if (batch.isAheadOf(applied)) {
            parked.reload();
        }
        var fold = new BatchFold(codec, parked, batch);
        commits.forEach(fold::fold);
        if (!fold.newlyParked().isEmpty() || batch.stats().anyNew()) {
            basis.run(); // nothing to go on from: that is so for a new owner and a bad event, or all was dropped
        }
        parked.store(fold.newlyParked());
        Guarded.insertAbsent(readModels.history(), fold.history());
        return batch.stats().write()
                && batch.completions().write()
                && batch.tasks().write()
                && batch.profiles().write();
    }
}
