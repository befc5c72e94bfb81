package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.node.kafka.TopicAdmin;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Checks all lanes every second, whichever node consumes them: whether the read models still exist, how far each lane
 * is applied, and where it ends in Kafka. Health and metrics use these results, so that reading them never waits.
 * Thread-safe.
 */
public final class LaneWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final TopicAdmin topic;
    private final Lanes lanes;
    private final LaneConsumption consumption;
    private final AppliedLanes applied;
    private final ProjectionMetrics metrics;
    private volatile Sight sight = new Sight(false, -1);
    private volatile boolean running;

    public LaneWatch(
            TopicAdmin topic,
            Lanes lanes,
            LaneConsumption consumption,
            AppliedLanes applied,
            ProjectionMetrics metrics) {
        this.topic = topic;
        this.lanes = lanes;
        this.consumption = consumption;
        this.applied = applied;
        this.metrics = metrics;
    }

    /**
     * The last result.
     *
     * @param broker whether Kafka returned the end of every lane
     * @param lag lag of the lane that is furthest behind, among those whose end is known; -1 if none is known
     */
    public record Sight(boolean broker, long lag) {}

    public Sight sight() {
        return sight;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("query-lane-watch").start(this::watch);
    }

    private void watch() {
        try {
            while (running) {
                lookAtCheckpoints();
                sight = lookAtEnds();
                metrics.lag(sight.lag());
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAtCheckpoints() {
        try {
            consumption.look();
        } catch (MongoException e) {
            LOG.debug("The checkpoints cannot be read", e);
        } catch (RuntimeException e) {
            LOG.warn("The checkpoints cannot be checked: {}", e.toString());
        }
    }

    private Sight lookAtEnds() throws InterruptedException {
        long worst = -1;
        var ends = topic.knownEnds(TIMEOUT);
        for (var end : ends.entrySet()) {
            int lane = end.getKey();
            long offset = applied.lane(lane).state().applied().offset();
            long behind = Math.max(0, end.getValue() - offset);
            metrics.saw(lane, offset, behind);
            worst = Math.max(worst, behind);
        }
        return new Sight(ends.size() == lanes.count(), worst);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
