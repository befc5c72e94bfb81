package io.taskledger.query.projection;

import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.ReadModels;
import java.util.HashMap;

/** Consumption of lanes: assignment and application, for generations that are filled together. */
public final class LaneConsumption {

    private final Checkpoints checkpoints;
    private final AppliedLanes applied;
    private final HeldLanes held;
    private final LaneListener listener;
    private final LaneAssignment assignment;

    public LaneConsumption(
            Lanes lanes,
            ReadModels readModels,
            Projections projections,
            AppliedLanes applied,
            ProjectionMetrics metrics,
            AppliedSpans spans) {
        this.checkpoints = new Checkpoints(readModels, projections);
        this.applied = applied;
        var projector = new Projector(readModels, projections, EventCodec.standard(), checkpoints);
        held = new HeldLanes(applied, metrics);
        listener = new LaneListener(lanes, held, new PollApplier(projector, checkpoints, held, metrics, spans));
        assignment = new LaneAssignment(readModels, projections, checkpoints, applied, held);
    }

    HeldLanes held() {
        return held;
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
        var own = held.all();
        var before = new HashMap<Integer, Checkpoint>();
        own.forEach((number, lane) -> before.put(number, lane.stored()));
        var states = applied.all().stream().map(AppliedLane::state).toList();
        var stored = checkpoints.readAll();
        for (var lane : applied.all()) {
            int number = lane.lane();
            var now = stored.getOrDefault(number, Checkpoint.START);
            var taken = own.get(number);
            var had = before.get(number);
            if (taken == null) {
                lane.observe(states.get(number), now);
            } else if (had != null && (now.position() < had.position() || !now.isOfLedgerOf(had))) {
                taken.lose();
            }
        }
    }

    /** The number of lanes of this node that are halted. */
    public int troubled() {
        return held.troubles().count();
    }
}
