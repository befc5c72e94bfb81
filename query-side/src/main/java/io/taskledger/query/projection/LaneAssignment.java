package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.ReadModels;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Takes and gives back lanes as Kafka's group protocol assigns them, and takes failed lanes again. The checkpoints are
 * in MongoDB beside the read models, so consumption resumes from there and no offset is committed to Kafka.
 *
 * <p>Every assigned lane gets a start offset, whatever fails: without one, the consumer would stop forever, with all
 * its lanes.
 */
final class LaneAssignment implements ConsumerAwareRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(LaneAssignment.class);

    private final ReadModels readModels;
    private final Projections projections;
    private final Checkpoints checkpoints;
    private final AppliedLanes applied;
    private final HeldLanes held;
    private volatile boolean assigned;

    LaneAssignment(
            ReadModels readModels,
            Projections projections,
            Checkpoints checkpoints,
            AppliedLanes applied,
            HeldLanes held) {
        this.readModels = readModels;
        this.projections = projections;
        this.checkpoints = checkpoints;
        this.applied = applied;
        this.held = held;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> take(consumer, partition));
        assigned = true;
        LOG.info("Consumes lanes {}", numbers(partitions));
    }

    /** Whether the group has ever assigned lanes, perhaps none, to this node. For any thread. */
    boolean isAssigned() {
        return assigned;
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        numbers(partitions).forEach(held::release);
        LOG.info("Gives back lanes {}", numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        numbers(partitions).forEach(held::release);
        LOG.warn("Lost lanes {}", numbers(partitions));
    }

    /** Called before each poll, by the consumer's thread: retries failed lanes when their pause is over. */
    void beforePoll(Consumer<?, ?> consumer) {
        for (var partition : consumer.assignment()) {
            var lane = held.of(partition.partition());
            if (lane != null && lane.isGone()) {
                held.renew(consumer, partition, "The checkpoint no longer exists");
            }
            var trouble = held.troubles().of(partition.partition());
            if (trouble != null && trouble.isDue()) {
                take(consumer, partition);
            }
        }
    }

    /**
     * Starts at or before the last applied commit. That commit must still be the same; otherwise the read models were
     * derived from another topic. It is never at an offset smaller than its position, and may have moved down to that
     * offset if Kafka lost records and got them again.
     */
    private void take(Consumer<?, ?> consumer, TopicPartition partition) {
        try {
            int number = partition.partition();
            var checkpoint = checkpoints.read(number); // read first: parked events are stored before the checkpoint
            var lane = new HeldLane(applied.lane(number), Parked.load(readModels, projections, number), checkpoint);
            consumer.seek(partition, Math.max(0, checkpoint.position()));
            consumer.resume(List.of(partition));
            held.hold(lane);
        } catch (MongoException e) {
            consumer.seek(partition, 0);
            held.interrupted(consumer, partition, e);
        } catch (RuntimeException e) {
            LOG.error("Lane {} cannot be taken", partition.partition(), e);
            consumer.seek(partition, 0);
            held.halt(consumer, partition, "The checkpoint cannot be read");
        }
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }
}
