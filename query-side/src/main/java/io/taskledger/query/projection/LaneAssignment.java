package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.query.store.ReadModels;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Takes and gives back lanes as Kafka's group protocol tells. What is applied stands in MongoDB beside the read models,
 * so consumption resumes from there and no offset is committed to Kafka.
 */
final class LaneAssignment implements ConsumerAwareRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(LaneAssignment.class);
    private static final long RETRY_MILLIS = 500;

    private final ReadModels readModels;
    private final Checkpoints checkpoints;
    private final AppliedLanes applied;
    private final LaneListener listener;
    private final BooleanSupplier stopping;

    LaneAssignment(
            ReadModels readModels,
            Checkpoints checkpoints,
            AppliedLanes applied,
            LaneListener listener,
            BooleanSupplier stopping) {
        this.readModels = readModels;
        this.checkpoints = checkpoints;
        this.applied = applied;
        this.listener = listener;
        this.stopping = stopping;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var ends = consumer.endOffsets(partitions);
        for (var partition : partitions) {
            var lane = load(partition.partition());
            if (lane == null) {
                return; // the container is stopping
            }
            listener.hold(lane);
            resume(consumer, partition, lane, ends.get(partition));
        }
        LOG.info("Consumes lanes {}", numbers(partitions));
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        numbers(partitions).forEach(listener::release);
        LOG.info("Gives back lanes {}", numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        numbers(partitions).forEach(listener::release);
        LOG.warn("Lost lanes {}", numbers(partitions));
    }

    /**
     * Starts one record before the next one, at the last that was applied: it must still be the same, or this is
     * another topic than the read models were derived from.
     */
    private void resume(Consumer<?, ?> consumer, TopicPartition partition, HeldLane lane, long end) {
        long offset = lane.checkpoint().offset();
        if (offset > end) {
            listener.halt(
                    lane,
                    "The topic ends at offset " + end + ", but the read models were derived from " + offset
                            + " records. It is another topic than before: drop the read models to derive them anew");
        }
        consumer.seek(partition, Math.clamp(offset - 1, 0, end));
    }

    private @Nullable HeldLane load(int lane) {
        while (true) {
            try {
                var checkpoint = checkpoints.read(lane); // first: what is parked up to it is stored before it
                return new HeldLane(applied.lane(lane), Parked.load(readModels, lane), checkpoint);
            } catch (MongoException e) {
                LOG.warn("The checkpoint of lane {} cannot be read, trying again: {}", lane, e.getMessage());
                if (stopping.getAsBoolean() || !slept()) {
                    return null;
                }
            }
        }
    }

    private static boolean slept() {
        try {
            Thread.sleep(RETRY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }
}
