package io.taskledger.query.generation;

import io.taskledger.contract.commit.Lanes;
import io.taskledger.query.projection.Checkpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a generation must contain before this node serves it: in each lane, everything that the topic had when this node
 * looked the last time, a second ago; or, if the generation is complete, everything that each other generation of its
 * group had at that time, so that no reader goes back. The second needs no Kafka. Not thread-safe.
 */
final class CatchUp {

    private final Lanes lanes;
    private final boolean complete;
    private List<Map<Integer, Checkpoint>> others;
    private final Map<Integer, Long> ends = new HashMap<>();

    /** @param others the checkpoints of the other generations of the group */
    CatchUp(Lanes lanes, boolean complete, List<Map<Integer, Checkpoint>> others) {
        this.lanes = lanes;
        this.complete = complete;
        this.others = List.copyOf(others);
    }

    /** @param seen the offsets after the last records, of lanes where they are known */
    void sawEnds(Map<Integer, Long> seen) {
        ends.putAll(seen);
    }

    /** @param seen the checkpoints of the other generations of the group, as they are now */
    void sawOthers(List<Map<Integer, Checkpoint>> seen) {
        others = List.copyOf(seen);
    }

    /** @param stored the checkpoints of the generation */
    boolean isReached(Map<Integer, Checkpoint> stored) {
        for (int lane = 0; lane < lanes.count(); lane++) {
            var checkpoint = stored.getOrDefault(lane, Checkpoint.START);
            if (!isAtEnd(lane, checkpoint) && !(complete && isAheadOfOthers(lane, checkpoint))) {
                return false;
            }
        }
        return true;
    }

    private boolean isAtEnd(int lane, Checkpoint checkpoint) {
        return ends.containsKey(lane) && checkpoint.offset() >= ends.get(lane);
    }

    private boolean isAheadOfOthers(int lane, Checkpoint checkpoint) {
        return others.stream()
                .map(other -> other.getOrDefault(lane, Checkpoint.START))
                .filter(other -> other.isOfLedgerOf(checkpoint))
                .allMatch(other -> checkpoint.position() >= other.position());
    }

    /** How many records of the topic, as far as they are known, it does not contain yet. */
    long left(Map<Integer, Checkpoint> stored) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(
                        0,
                        end.getValue()
                                - stored.getOrDefault(end.getKey(), Checkpoint.START)
                                        .offset()))
                .sum();
    }
}
