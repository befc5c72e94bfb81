package io.taskledger.query.projection;

import com.mongodb.MongoException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes that this node holds: which are being applied and which are halted. A lane that fails is paused and taken
 * again later by {@link LaneAssignment}. Thread-safe; only the thread that consumes a lane changes it.
 */
final class HeldLanes {

    private static final Logger LOG = LoggerFactory.getLogger(HeldLanes.class);
    private static final int LASTING = 3;

    private final AppliedLanes applied;
    private final ProjectionMetrics metrics;
    private final Map<Integer, HeldLane> held = new ConcurrentHashMap<>();
    private final Troubles troubles = new Troubles();

    HeldLanes(AppliedLanes applied, ProjectionMetrics metrics) {
        this.applied = applied;
        this.metrics = metrics;
        metrics.watch(troubles);
    }

    /** The lanes that are being applied. */
    Map<Integer, HeldLane> all() {
        return Map.copyOf(held);
    }

    /** Null if the lane is not being applied. */
    @Nullable
    HeldLane of(int lane) {
        return held.get(lane);
    }

    /** The lanes that are halted. */
    Troubles troubles() {
        return troubles;
    }

    void hold(HeldLane lane) {
        int number = lane.progress().lane();
        lane.progress().hold(lane.checkpoint());
        metrics.parked(number, lane.parked().count());
        troubles.close(number);
        held.put(number, lane);
    }

    void release(int lane) {
        held.remove(lane);
        troubles.forget(lane);
        applied.lane(lane).release();
        metrics.parked(lane, 0);
    }

    void releaseAll() {
        applied.all().forEach(lane -> release(lane.lane()));
    }

    /** MongoDB does not respond. This may end soon, so the lane is shown as halted only if it lasts. */
    void interrupted(Consumer<?, ?> consumer, TopicPartition partition, MongoException e) {
        var trouble = fail(consumer, partition, "MongoDB cannot be used: " + e.getMessage());
        if (trouble.attempts() >= LASTING) {
            applied.lane(partition.partition()).halt("The MongoDB of the read models cannot be used");
        }
    }

    /** Halts the lane until a retry succeeds, which usually needs an operator. */
    void halt(Consumer<?, ?> consumer, TopicPartition partition, String why) {
        fail(consumer, partition, why);
        applied.lane(partition.partition()).halt(why);
    }

    /** The read models were dropped or reset: the lane starts again from its stored checkpoint. */
    void renew(Consumer<?, ?> consumer, TopicPartition partition, String why) {
        LOG.error("Lane {} starts again from its stored checkpoint: {}", partition.partition(), why);
        held.remove(partition.partition());
        consumer.pause(List.of(partition));
        applied.lane(partition.partition()).lose();
        troubles.renew(partition.partition(), why);
    }

    private Trouble fail(Consumer<?, ?> consumer, TopicPartition partition, String why) {
        var lane = held.remove(partition.partition());
        consumer.pause(List.of(partition));
        var trouble = troubles.failed(partition.partition(), why);
        LOG.error(
                "Lane {} is not applied after position {} (failure {}); trying again soon: {}",
                partition.partition(),
                lane == null ? "unknown" : lane.checkpoint().position(),
                trouble.attempts(),
                why);
        return trouble;
    }
}
