package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Starts and stops consumption. What may come up later (the topic, which the command side makes, and the database) is
 * waited for in the background; what will not mend itself stops the start-up.
 */
public final class Projection implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final EventTopic topic;
    private final Lanes lanes;
    private final ReadModels readModels;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final AtomicBoolean stopping;
    private @Nullable Thread starter;
    private volatile @Nullable String obstacle = "Not started";

    /**
     * @param container not started, and started by nobody else
     * @param stopping is set when waiting for the database is pointless
     */
    public Projection(
            EventTopic topic,
            Lanes lanes,
            ReadModels readModels,
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            AtomicBoolean stopping) {
        this.topic = topic;
        this.lanes = lanes;
        this.readModels = readModels;
        this.container = container;
        this.stopping = stopping;
    }

    /** Why nothing is consumed, as a sentence; null if consumption has begun. */
    public @Nullable String obstacle() {
        return obstacle;
    }

    /** @throws IllegalStateException if the topic has another number of partitions than there are lanes */
    @Override
    public synchronized void start() {
        stopping.set(false);
        try {
            obstacle = look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        starter = Thread.ofVirtual().name("query-projection-starter").start(this::consumeOnceReady);
    }

    private void consumeOnceReady() {
        try {
            while (obstacle != null) {
                LOG.info("Consumption has not begun: {}", obstacle);
                awaitChange();
            }
            container.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            obstacle = e.getMessage();
            LOG.error("Nothing is consumed until this node is restarted: {}", e.getMessage());
        }
    }

    private void awaitChange() throws InterruptedException {
        var before = obstacle;
        while (before != null && before.equals(obstacle)) {
            Thread.sleep(PAUSE);
            obstacle = look();
        }
    }

    private @Nullable String look() throws InterruptedException {
        try {
            var partitions = topic.partitions(LOOK);
            if (partitions.isEmpty()) {
                return "The topic " + topic.name() + " does not exist yet; the command side makes it";
            }
            requireLanes(partitions.getAsInt());
            readModels.createIndexes();
            return null;
        } catch (ExecutionException | TimeoutException e) {
            return "The Kafka broker does not answer";
        } catch (MongoException e) {
            return "MongoDB does not answer";
        }
    }

    private void requireLanes(int partitions) {
        if (partitions != lanes.count()) {
            throw new IllegalStateException("taskledger.lanes is " + lanes.count() + ", but the topic " + topic.name()
                    + " was made with " + partitions + " lanes: set taskledger.lanes=" + partitions);
        }
    }

    @Override
    public synchronized void stop() {
        obstacle = "Stopped";
        stopping.set(true);
        if (starter != null) {
            starter.interrupt();
            try {
                starter.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            starter = null;
        }
        container.stop();
    }

    @Override
    public synchronized boolean isRunning() {
        return starter != null;
    }
}
