package io.taskledger.query.generation;

import com.mongodb.MongoException;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.node.kafka.TopicAdmin;
import io.taskledger.query.projection.Consumption;
import io.taskledger.query.projection.ProjectionMetrics;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Checks all lanes every second, whichever node consumes them: whether the read models still exist, how far each lane
 * is applied, and where it ends in Kafka; then whether a generation has caught up. Health and metrics use these
 * results, so that reading them never waits. Thread-safe.
 */
public final class LaneWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final TopicAdmin topic;
    private final Lanes lanes;
    private final ProjectionLifecycle projection;
    private final ProjectionMetrics metrics;
    private volatile Sight sight = new Sight(false, -1);
    private volatile boolean running;

    public LaneWatch(TopicAdmin topic, Lanes lanes, ProjectionLifecycle projection, ProjectionMetrics metrics) {
        this.topic = topic;
        this.lanes = lanes;
        this.projection = projection;
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
                access(() -> projection.running().forEach(Consumption::look));
                var ends = topic.knownEnds(TIMEOUT);
                sight = sight(ends);
                metrics.lag(sight.lag());
                access(() -> projection.look(ends));
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void access(Runnable checkpoints) {
        try {
            checkpoints.run();
        } catch (MongoException e) {
            LOG.debug("The checkpoints cannot be read", e);
        } catch (RuntimeException e) {
            LOG.warn("The checkpoints cannot be checked: {}", e.toString());
        }
    }

    private Sight sight(Map<Integer, Long> ends) {
        var filled = projection.serving();
        long worst = -1;
        for (var end : filled.isEmpty() ? Map.<Integer, Long>of().entrySet() : ends.entrySet()) {
            int lane = end.getKey();
            long offset = filled.stream()
                    .mapToLong(each ->
                            each.served().applied().lane(lane).state().applied().offset())
                    .min()
                    .orElse(0);
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
