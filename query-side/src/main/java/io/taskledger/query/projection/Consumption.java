package io.taskledger.query.projection;

import io.taskledger.query.store.Generation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Fills some generations together, with one consumer group in which nodes share the lanes. If it stops unexpectedly, it
 * is started again. Starting and stopping are for one thread; everything else is thread-safe.
 */
public final class Consumption {

    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final List<Generation> generations;
    private final LaneConsumption lanes;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final ProjectionMetrics metrics;
    private final Served served;
    private @Nullable Thread keeper;
    private volatile @Nullable String obstacle = "Consumption is starting";

    /** @param container not started; only this class may start it */
    Consumption(
            List<Generation> generations,
            LaneConsumption lanes,
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            ProjectionMetrics metrics,
            Served served) {
        this.generations = List.copyOf(generations);
        this.lanes = lanes;
        this.container = container;
        this.metrics = metrics;
        this.served = served;
    }

    /** What it fills. */
    public List<Generation> generations() {
        return generations;
    }

    /** What queries read while this fills it. */
    public Served served() {
        return served;
    }

    /** Why nothing is consumed, as a sentence; null while it runs. */
    public @Nullable String obstacle() {
        return obstacle;
    }

    /** The number of lanes of this node that are halted. */
    public int troubled() {
        return lanes.troubled();
    }

    /** Whether the consumer group has assigned lanes to this node, or none because other nodes have them all. */
    public boolean isAssigned() {
        return lanes.assignment().isAssigned();
    }

    /**
     * Reads the checkpoints of all lanes.
     *
     * @throws com.mongodb.MongoException if MongoDB does not respond
     */
    public void look() {
        lanes.look();
    }

    public void start() {
        keeper = Thread.ofVirtual().name("query-consumption-" + generations).start(this::keepConsuming);
    }

    private void keepConsuming() {
        try {
            var pause = PAUSE;
            while (true) {
                long start = System.nanoTime();
                consume();
                pause = System.nanoTime() - start > STEADY.toNanos() ? PAUSE : longer(pause);
                LOG.error("Consumption has stopped unexpectedly; it starts again in {} ms", pause.toMillis());
                obstacle = "Consumption has stopped unexpectedly and is being started again";
                container.stop();
                lanes.held().releaseAll();
                metrics.restarted();
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        metrics.running(1);
        try {
            while (container.isRunning() && container.isInExpectedState()) {
                Thread.sleep(PAUSE);
            }
        } finally {
            metrics.running(-1);
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(MAX_PAUSE) < 0 ? doubled : MAX_PAUSE;
    }

    /** Gives back all lanes. */
    public void stop() {
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
        lanes.held().releaseAll();
    }
}
