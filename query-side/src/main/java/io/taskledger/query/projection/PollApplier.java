package io.taskledger.query.projection;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.taskledger.edge.trace.AppliedSpans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the commits of a poll: the documents of all lanes together, then their checkpoints together. What fails
 * together is repeated for each lane alone, which is safe because every write may be repeated; so a lane that fails,
 * for any reason, is paused alone and the other lanes continue. Thread-safe, as long as each lane has one caller.
 */
final class PollApplier {

    private static final Logger LOG = LoggerFactory.getLogger(PollApplier.class);

    private final Projector projector;
    private final Checkpoints checkpoints;
    private final HeldLanes held;
    private final ProjectionMetrics metrics;
    private final AppliedSpans spans;

    PollApplier(
            Projector projector,
            Checkpoints checkpoints,
            HeldLanes held,
            ProjectionMetrics metrics,
            AppliedSpans spans) {
        this.projector = projector;
        this.checkpoints = checkpoints;
        this.held = held;
        this.metrics = metrics;
        this.spans = spans;
    }

    /** Waiting readers are notified before the checkpoints are written, because they already see the documents. */
    void apply(List<PolledLane> polled, Consumer<?, ?> consumer) {
        var begun = Instant.now();
        var written = done(polled, consumer, this::writeTogether, this::write);
        written.forEach(lane -> applied(lane, begun));
        var stored = done(written, consumer, this::storeTogether, this::store);
        for (var lane : stored) {
            lane.lane().stored(lane.to());
            if (lane.hasCommits()) {
                held.troubles().forget(lane.number());
            }
            if (lane.broken() != null) {
                held.halt(consumer, lane.partition(), lane.broken());
            }
        }
    }

    /**
     * Does something for all lanes together, or for each lane alone: if it fails together, and for lanes that failed
     * the last time.
     *
     * @return the lanes for which it is done; the others are paused
     */
    private List<PolledLane> done(
            List<PolledLane> lanes,
            Consumer<?, ?> consumer,
            Predicate<List<PolledLane>> together,
            java.util.function.Consumer<PolledLane> alone) {
        var done = new ArrayList<PolledLane>();
        var left = new ArrayList<>(lanes);
        var steady = lanes.stream()
                .filter(lane -> !held.troubles().hasFailed(lane.number()))
                .toList();
        try {
            if (together.test(steady)) {
                done.addAll(steady);
                left.removeAll(steady);
            }
        } catch (MongoException e) {
            if (concernsServer(e)) {
                steady.forEach(lane -> held.interrupted(consumer, lane.partition(), e));
                left.removeAll(steady);
            }
        } catch (RuntimeException e) {
            LOG.debug("Some lane cannot be applied; each is tried alone", e);
        }
        for (var lane : left) {
            if (succeeds(lane, consumer, alone)) {
                done.add(lane);
            }
        }
        return done;
    }

    private boolean succeeds(PolledLane lane, Consumer<?, ?> consumer, java.util.function.Consumer<PolledLane> alone) {
        try {
            alone.accept(lane);
            return true;
        } catch (ReadModelsGoneException e) {
            held.renew(consumer, lane.partition(), String.valueOf(e.getMessage()));
        } catch (MongoException e) {
            held.interrupted(consumer, lane.partition(), e);
        } catch (RuntimeException e) { // a bug: skipping the batch would lose it
            LOG.error("Lane {} cannot be applied", lane.number(), e);
            held.halt(consumer, lane.partition(), "The projection fails for a commit");
        }
        return false;
    }

    /** Whether no lane can be applied now. Later, each is tried alone, in case one of them is the reason. */
    private static boolean concernsServer(MongoException e) {
        return e instanceof MongoSocketException
                || e instanceof MongoTimeoutException
                || e instanceof MongoInterruptedException
                || e instanceof MongoNotPrimaryException
                || e instanceof MongoNodeIsRecoveringException;
    }

    private boolean writeTogether(List<PolledLane> lanes) {
        var batches = lanes.stream()
                .filter(PolledLane::hasCommits)
                .map(PolledLane::batch)
                .toList();
        return batches.isEmpty() || projector.tryToApply(batches);
    }

    private void write(PolledLane lane) {
        if (lane.hasCommits()) {
            projector.apply(lane.batch());
        }
    }

    private void applied(PolledLane lane, Instant begun) {
        var commits = lane.intake().commits();
        if (!commits.isEmpty()) {
            metrics.applied(lane.number(), commits.size(), lane.lane().parked().count());
            commits.forEach(commit -> spans.applied(commit.commit(), begun));
        }
        lane.lane().applied(lane.to());
    }

    private boolean storeTogether(List<PolledLane> lanes) {
        return checkpoints.tryToWrite(lanes.stream().map(PolledLane::move).toList());
    }

    private void store(PolledLane lane) {
        checkpoints.write(lane.move());
    }
}
