package io.taskledger.query.projection;

import io.taskledger.contract.commit.Lanes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How far every lane is applied, as far as this node knows. Thread-safe. */
public final class AppliedLanes {

    private final List<AppliedLane> all;

    public AppliedLanes(Lanes lanes) {
        all = IntStream.range(0, lanes.count()).mapToObj(AppliedLane::new).toList();
    }

    /** The lane with this number. */
    public AppliedLane lane(int lane) {
        return all.get(lane);
    }

    /** Every lane, in order. */
    public List<AppliedLane> all() {
        return all;
    }

    /** The lanes that this node consumes. */
    public Stream<AppliedLane> held() {
        return all.stream().filter(lane -> lane.state().held());
    }
}
