package io.taskledger.query.projection;

import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.query.store.ReadModels;
import java.util.function.BooleanSupplier;

/** The two halves of consuming lanes: taking and giving back, and applying. */
public final class LaneConsumption {

    private final LaneListener listener;
    private final LaneAssignment assignment;

    /** @param stopping whether to give up waiting for the database */
    public LaneConsumption(
            Lanes lanes,
            ReadModels readModels,
            AppliedLanes applied,
            ProjectionMetrics metrics,
            BooleanSupplier stopping) {
        var checkpoints = new Checkpoints(readModels);
        var projector = new Projector(readModels, EventCodec.standard());
        listener = new LaneListener(lanes, projector, checkpoints, metrics);
        assignment = new LaneAssignment(readModels, checkpoints, applied, listener, stopping);
    }

    LaneListener listener() {
        return listener;
    }

    LaneAssignment assignment() {
        return assignment;
    }
}
