package io.taskledger.query.projection;

import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.ReadModels;
import java.util.HashMap;

/** Consumption of lanes: assignment and application. */
public final class LaneConsumption {

    private final Checkpoints checkpoints;
    private final AppliedLanes applied;
    private final LaneListener listener;
    private final LaneAssignment assignment;

    public LaneConsumption(
            Lanes lanes,
            ReadModels readModels,
            Projections projections,
            AppliedLanes applied,
            ProjectionMetrics metrics,
            AppliedSpans spans) {
        this.checkpoints = new Checkpoints(readModels);
        this.applied = applied;
        var projector = new Projector(readModels, projections, EventCodec.standard());
        listener = new LaneListener(lanes, projector, checkpoints, applied, metrics, spans);
        assignment = new LaneAssignment(readModels, checkpoints, applied, listener);
        metrics.watch(listener.troubles());
    }

    LaneListener listener() {
        return listener;
    }

    LaneAssignment assignment() {
        return assignment;
    }

    /**
     * Reads the checkpoints: those of other nodes' lanes show their progress; if those of this node's lanes are gone,
     * the read models were dropped.
     *
     * @throws com.mongodb.MongoException if MongoDB does not respond
     */
    void look() {
        var held = listener.held();
        var before = new HashMap<Integer, Checkpoint>();
        held.forEach((number, lane) -> before.put(number, lane.stored()));
        var states = applied.all().stream().map(AppliedLane::state).toList();
        var stored = checkpoints.readAll();
        for (var lane : applied.all()) {
            int number = lane.lane();
            var now = stored.getOrDefault(number, Checkpoint.START);
            if (held.containsKey(number)) {
                var had = before.get(number);
                if (now.position() < had.position() || !now.isOfLedgerOf(had)) {
                    held.get(number).lose();
                }
            } else {
                lane.observe(states.get(number), now);
            }
        }
    }

    /** The number of lanes of this node that are halted. */
    public int troubled() {
        return listener.troubles().count();
    }
}
