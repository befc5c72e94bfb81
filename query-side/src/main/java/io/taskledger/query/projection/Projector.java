package io.taskledger.query.projection;

import static java.util.stream.Collectors.toMap;

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
    private final Checkpoints checkpoints;

    public Projector(ReadModels readModels, Projections projections, EventCodec codec, Checkpoints checkpoints) {
        this.readModels = readModels;
        this.projections = projections;
        this.codec = codec;
        this.checkpoints = checkpoints;
    }

    /**
     * Applies the commits of a lane.
     *
     * @throws ReadModelsGoneException if the read models no longer contain what was applied before
     * @throws MongoException if the outcome is unknown; the same commits can be applied again
     */
    void apply(LaneBatch lane) {
        while (!tryToApply(List.of(lane))) {
            Thread.onSpinWait(); // a guard failed, so another writer made progress: read again
        }
    }

    /**
     * Applies the commits of several lanes together, with one round trip to read and one to write each collection.
     *
     * @return whether every guard held; if not, some other writer has made progress in some of the lanes. Then, and
     *     after any exception, some documents may be written, and the same commits can be applied again
     */
    boolean tryToApply(List<LaneBatch> lanes) {
        var batch = new Batch(readModels, projections, lanes);
        lanes.stream().filter(batch::isAheadOf).forEach(lane -> lane.parked().reload());
        var folds =
                lanes.stream().map(lane -> new BatchFold(codec, lane, batch)).toList();
        folds.forEach(BatchFold::fold);
        batch.derive();
        requireBasis(folds, batch);
        folds.forEach(BatchFold::park);
        return batch.write();
    }

    /** If some lane has nothing to continue from: a new owner or day, a bad event, or everything was dropped. */
    private void requireBasis(List<BatchFold> folds, Batch batch) {
        var doubtful = folds.stream()
                .filter(fold -> fold.parks() || batch.startsSummary(fold.lane()))
                .collect(toMap(fold -> fold.lane().lane(), fold -> fold.lane().from()));
        if (!doubtful.isEmpty()) {
            checkpoints.requireStill(doubtful);
        }
    }
}
