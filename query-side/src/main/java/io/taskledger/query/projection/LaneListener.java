package io.taskledger.query.projection;

import io.taskledger.contract.commit.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Takes the records of a poll and has the commits of all its lanes applied. Every lane is used by one thread at a time.
 */
final class LaneListener implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(LaneListener.class);

    /**
     * The shortest time from poll to poll while there are commits: meanwhile others gather, and applying a hundred
     * costs the same six commands to MongoDB as applying one. A commit that comes after a pause is applied at once.
     */
    private static final long GATHER_NANOS = 5_000_000;

    private final Lanes lanes;
    private final HeldLanes held;
    private final PollApplier applier;

    LaneListener(Lanes lanes, HeldLanes held, PollApplier applier) {
        this.lanes = lanes;
        this.held = held;
        this.applier = applier;
    }

    @Override
    public boolean wantsPollResult() {
        return true;
    }

    @Override
    public void onMessage(
            ConsumerRecords<byte[], byte[]> records, @Nullable Acknowledgment none, Consumer<byte[], byte[]> consumer) {
        long begin = System.nanoTime();
        apply(records, consumer);
        LockSupport.parkNanos(begin + GATHER_NANOS - System.nanoTime());
    }

    private void apply(ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        var polled = new ArrayList<PolledLane>();
        for (var partition : records.partitions()) {
            var lane = held.of(partition.partition());
            if (lane != null) {
                try {
                    polled.add(take(partition, lane, records.records(partition)));
                } catch (RuntimeException e) { // a bug: skipping the records would lose them
                    LOG.error("Lane {} cannot be read", partition.partition(), e);
                    held.halt(consumer, partition, "A record cannot be read");
                }
            }
        }
        applier.apply(polled, consumer);
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable Acknowledgment none,
            @Nullable Consumer<?, ?> consumer) {
        throw new IllegalStateException("The container must deliver complete polls");
    }

    private PolledLane take(TopicPartition partition, HeldLane lane, List<ConsumerRecord<byte[], byte[]>> records) {
        var from = lane.checkpoint();
        var intake = new LaneIntake(lane.progress().lane(), lanes, from);
        var broken = intake.take(records);
        return new PolledLane(partition, lane, from, intake, broken);
    }
}
