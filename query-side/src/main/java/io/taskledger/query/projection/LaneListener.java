package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.contract.commit.Lanes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Applies what a poll has brought, lane by lane. A database that does not answer is tried again by the container; a
 * lane that is broken is halted, loudly, and the others go on. Every lane is used by one thread at a time.
 */
final class LaneListener implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(LaneListener.class);

    private final Lanes lanes;
    private final Projector projector;
    private final Checkpoints checkpoints;
    private final ProjectionMetrics metrics;
    private final Map<Integer, HeldLane> held = new ConcurrentHashMap<>();

    LaneListener(Lanes lanes, Projector projector, Checkpoints checkpoints, ProjectionMetrics metrics) {
        this.lanes = lanes;
        this.projector = projector;
        this.checkpoints = checkpoints;
        this.metrics = metrics;
    }

    void hold(HeldLane lane) {
        held.put(lane.progress().lane(), lane);
        metrics.parked(lane.progress().lane(), lane.parked().count());
        lane.progress().hold(lane.checkpoint());
    }

    void release(int lane) {
        var released = held.remove(lane);
        if (released != null) {
            released.progress().release();
            metrics.parked(lane, 0);
        }
    }

    void halt(HeldLane lane, String why) {
        lane.progress().halt(why);
        LOG.error(
                "Lane {} is halted at position {} until this node is restarted: {}",
                lane.progress().lane(),
                lane.checkpoint().position(),
                why);
    }

    @Override
    public boolean wantsPollResult() {
        return true;
    }

    @Override
    public void onMessage(
            ConsumerRecords<byte[], byte[]> records, @Nullable Acknowledgment none, Consumer<byte[], byte[]> consumer) {
        for (var partition : records.partitions()) {
            var lane = held.get(partition.partition());
            if (lane != null && !lane.isHalted()) {
                consume(lane, records.records(partition));
            }
        }
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records, @Nullable Acknowledgment none, Consumer<?, ?> consumer) {
        throw new IllegalStateException("The container hands over whole polls");
    }

    private void consume(HeldLane lane, List<ConsumerRecord<byte[], byte[]>> records) {
        var intake = new LaneIntake(lane.progress().lane(), lanes, lane.checkpoint());
        var broken = intake.take(records);
        try {
            apply(lane, intake);
        } catch (MongoException e) {
            throw e;
        } catch (RuntimeException e) { // a fault of ours: skipping the batch would lose it, repeating it would not help
            LOG.error("Lane {} cannot be applied", lane.progress().lane(), e);
            halt(lane, "A commit after position " + lane.checkpoint().position() + " makes the projection fail");
            return;
        }
        if (broken != null) {
            halt(lane, broken);
        }
    }

    /** Readers that wait are told before the checkpoint is written: they see the documents already. */
    private void apply(HeldLane lane, LaneIntake intake) {
        if (!intake.commits().isEmpty()) {
            projector.apply(intake.commits(), lane.checkpoint().position(), lane.parked());
            metrics.applied(
                    lane.progress().lane(),
                    intake.commits().size(),
                    lane.parked().count());
        }
        lane.applied(intake.checkpoint());
        checkpoints.write(lane.progress().lane(), intake.checkpoint());
    }
}
