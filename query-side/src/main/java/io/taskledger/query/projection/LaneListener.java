package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.trace.AppliedSpans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * Applies the records of a poll, lane by lane. A lane that fails, for any reason, is paused and taken again later by
 * {@link LaneAssignment}; the other lanes continue. Every lane is used by one thread at a time.
 */
final class LaneListener implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(LaneListener.class);
    private static final int LASTING = 3;

    private final Lanes lanes;
    private final Projector projector;
    private final Checkpoints checkpoints;
    private final AppliedLanes applied;
    private final ProjectionMetrics metrics;
    private final AppliedSpans spans;
    private final Map<Integer, HeldLane> held = new ConcurrentHashMap<>();
    private final Troubles troubles = new Troubles();

    LaneListener(
            Lanes lanes,
            Projector projector,
            Checkpoints checkpoints,
            AppliedLanes applied,
            ProjectionMetrics metrics,
            AppliedSpans spans) {
        this.lanes = lanes;
        this.projector = projector;
        this.checkpoints = checkpoints;
        this.applied = applied;
        this.metrics = metrics;
        this.spans = spans;
    }

    /** The lanes that are being applied. For any thread. */
    Map<Integer, HeldLane> held() {
        return Map.copyOf(held);
    }

    /** The lanes that are halted. For any thread. */
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

    @Override
    public boolean wantsPollResult() {
        return true;
    }

    @Override
    public void onMessage(
            ConsumerRecords<byte[], byte[]> records, @Nullable Acknowledgment none, Consumer<byte[], byte[]> consumer) {
        for (var partition : records.partitions()) {
            var lane = held.get(partition.partition());
            if (lane != null) {
                consume(consumer, partition, lane, records.records(partition));
            }
        }
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records, @Nullable Acknowledgment none, Consumer<?, ?> consumer) {
        throw new IllegalStateException("The container must deliver complete polls");
    }

    private void consume(
            Consumer<?, ?> consumer,
            TopicPartition partition,
            HeldLane lane,
            List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            var intake = new LaneIntake(lane.progress().lane(), lanes, lane.checkpoint());
            var broken = intake.take(records);
            apply(lane, intake);
            if (broken != null) {
                halt(consumer, partition, broken);
            }
        } catch (ReadModelsGoneException e) {
            renew(consumer, partition, e.getMessage());
        } catch (MongoException e) {
            interrupted(consumer, partition, e);
        } catch (RuntimeException e) { // a bug: skipping the batch would lose it
            LOG.error("Lane {} cannot be applied", partition.partition(), e);
            halt(consumer, partition, "The projection fails for a commit");
        }
    }

    /** Waiting readers are notified before the checkpoint is written, because they already see the documents. */
    private void apply(HeldLane lane, LaneIntake intake) {
        int number = lane.progress().lane();
        var from = lane.checkpoint();
        if (!intake.commits().isEmpty()) {
            var begun = Instant.now();
            projector.apply(
                    intake.commits(), from.position(), lane.parked(), () -> checkpoints.requireStill(number, from));
            metrics.applied(number, intake.commits().size(), lane.parked().count());
            troubles.forget(number);
            intake.commits().forEach(commit -> spans.applied(commit.commit(), begun));
        }
        var to = intake.checkpoint().withParked(lane.parked().count());
        lane.applied(to);
        checkpoints.write(number, from, to);
        lane.stored(to);
    }
}
