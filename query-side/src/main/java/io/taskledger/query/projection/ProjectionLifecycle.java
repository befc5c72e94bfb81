package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.node.kafka.TopicAdmin;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Starts and stops consumption. It waits in the background for the topic (which the command side creates) and for
 * MongoDB. If consumption stops unexpectedly, it is started again. A wrong number of lanes stops the start-up.
 */
public final class ProjectionLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionLifecycle.class);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final TopicAdmin topic;
    private final Lanes lanes;
    private final IndexBuild indexes;
    private final LaneConsumption consumption;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final ProjectionMetrics metrics;
    private @Nullable Thread keeper;
    private volatile @Nullable String obstacle = "Not started";

    /** @param container not started; only this class may start it */
    public ProjectionLifecycle(
            TopicAdmin topic,
            Lanes lanes,
            IndexBuild indexes,
            LaneConsumption consumption,
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            ProjectionMetrics metrics) {
        this.topic = topic;
        this.lanes = lanes;
        this.indexes = indexes;
        this.consumption = consumption;
        this.container = container;
        this.metrics = metrics;
    }

    /** Why nothing is consumed, as a sentence; null while consumption runs. */
    public @Nullable String obstacle() {
        return obstacle;
    }

    /** @throws IllegalStateException if the number of partitions differs from the number of lanes */
    @Override
    public synchronized void start() {
        try {
            var found = look();
            obstacle = found == null ? "Consumption is starting" : found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        keeper = Thread.ofVirtual().name("query-projection-keeper").start(this::keepConsuming);
    }

    private void keepConsuming() {
        try {
            indexes.run();
            awaitTopic();
            awaitOwnReadModels();
            var pause = PAUSE;
            while (true) {
                long start = System.nanoTime();
                consume();
                pause = System.nanoTime() - start > STEADY.toNanos() ? PAUSE : longer(pause);
                LOG.error("Consumption has stopped unexpectedly; it starts again in {} ms", pause.toMillis());
                obstacle = "Consumption has stopped unexpectedly and is being started again";
                container.stop();
                consumption.held().releaseAll();
                metrics.restarted();
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            obstacle = e.getMessage();
            LOG.error("Nothing is consumed until this node is restarted: {}", e.getMessage());
        }
    }

    /** Starts consuming, and returns when some consumer no longer runs. */
    private void consume() throws InterruptedException {
        try {
            container.start();
        } catch (RuntimeException e) {
            LOG.error("Consumption cannot be started", e);
            return;
        }
        obstacle = null;
        metrics.running(true);
        try {
            while (container.isRunning() && container.isInExpectedState()) {
                Thread.sleep(PAUSE);
            }
        } finally {
            metrics.running(false);
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(MAX_PAUSE) < 0 ? doubled : MAX_PAUSE;
    }

    private void awaitTopic() throws InterruptedException {
        String said = null;
        while (true) {
            var obstructed = look();
            if (obstructed == null) {
                return;
            }
            obstacle = obstructed;
            if (!obstructed.equals(said)) {
                LOG.info("Consumption has not started: {}", obstructed);
                said = obstructed;
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Joins no consumer group before this: a lane that this node must not apply stays with the other nodes. */
    private void awaitOwnReadModels() throws InterruptedException {
        String said = null;
        while (true) {
            var foreign = foreign();
            if (foreign == null) {
                return;
            }
            obstacle = foreign;
            if (!foreign.equals(said)) {
                LOG.error("Consumption has not started: {}", foreign);
                said = foreign;
            }
            Thread.sleep(PAUSE);
        }
    }

    private @Nullable String foreign() {
        try {
            return consumption.foreign();
        } catch (MongoException e) {
            return "MongoDB does not respond";
        }
    }

    private @Nullable String look() throws InterruptedException {
        try {
            var partitions = topic.partitions(LOOK);
            if (partitions.isEmpty()) {
                return "The topic " + topic.topic().name() + " does not exist yet; the command side creates it";
            }
            requireLanes(partitions.getAsInt());
            return null;
        } catch (ExecutionException | TimeoutException e) {
            return "Kafka does not respond";
        }
    }

    private void requireLanes(int partitions) {
        if (partitions != lanes.count()) {
            throw new IllegalStateException("taskledger.lanes is " + lanes.count() + ", but the topic "
                    + topic.topic().name() + " was created with " + partitions + " lanes: set taskledger.lanes="
                    + partitions);
        }
    }

    @Override
    public synchronized void stop() {
        if (keeper != null) {
            keeper.interrupt();
            try {
                keeper.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            keeper = null;
        }
        obstacle = "Stopped";
        container.stop();
    }

    @Override
    public synchronized boolean isRunning() {
        return keeper != null;
    }
}
