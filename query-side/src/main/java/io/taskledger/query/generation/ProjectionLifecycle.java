package io.taskledger.query.generation;

import com.mongodb.MongoException;
import io.taskledger.node.kafka.TopicAdmin;
import io.taskledger.query.projection.Consumption;
import io.taskledger.query.projection.Consumptions;
import io.taskledger.query.projection.IndexBuild;
import io.taskledger.query.projection.Serving;
import io.taskledger.query.store.Generation;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops what fills the read models. It waits in the background for MongoDB, to learn which generations
 * belong to this node, and for the topic, which the command side creates. A wrong number of lanes stops the start-up.
 */
public final class ProjectionLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionLifecycle.class);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final TopicAdmin topic;
    private final Generations generations;
    private final IndexBuild indexes;
    private final Consumptions consumptions;
    private final Serving serving;
    private @Nullable Thread starter;
    private volatile @Nullable Filling filling;
    private volatile @Nullable String obstacle = "Not started";

    public ProjectionLifecycle(
            TopicAdmin topic, Generations generations, IndexBuild indexes, Consumptions consumptions, Serving serving) {
        this.topic = topic;
        this.generations = generations;
        this.indexes = indexes;
        this.consumptions = consumptions;
        this.serving = serving;
    }

    /** Why something is not consumed, as a sentence; null while everything is. */
    public @Nullable String obstacle() {
        return obstacle != null
                ? obstacle
                : running().stream()
                        .map(Consumption::obstacle)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /** Everything that fills read models here. */
    public List<Consumption> running() {
        var now = filling;
        return now == null ? List.of() : now.running();
    }

    /** What fills the read models that this node serves; if it serves none yet, everything. */
    public List<Consumption> serving() {
        var now = filling;
        return now == null ? List.of() : now.serving();
    }

    /** The generations that are being built here; null if that is not known yet. */
    public @Nullable List<Generation> building() {
        var now = filling;
        return now == null ? null : now.building();
    }

    /** Serves what has caught up by now. */
    void look(Map<Integer, Long> ends) {
        var now = filling;
        if (now != null) {
            now.look(ends);
        }
    }

    /** @throws IllegalStateException if the number of partitions differs from the number of lanes */
    @Override
    public synchronized void start() {
        try {
            var found = lookAtTopic();
            obstacle = found == null ? "Consumption is starting" : found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        starter = Thread.ofVirtual().name("query-projection-starter").start(this::begin);
    }

    private void begin() {
        try {
            var own = awaitOwn();
            var begun = new Filling(own, generations, consumptions, serving, consumptions.metrics());
            filling = begun;
            indexes.run(() -> readModels(own).createIndexes(consumptions.projections()));
            awaitTopic();
            begun.start();
            obstacle = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            obstacle = e.getMessage();
            LOG.error("Nothing is consumed until this node is restarted: {}", e.getMessage());
        }
    }

    private ReadModels readModels(List<OwnGeneration> own) {
        return consumptions
                .readModels()
                .with(own.stream().map(OwnGeneration::generation).toList());
    }

    private List<OwnGeneration> awaitOwn() throws InterruptedException {
        while (true) {
            try {
                return OwnGeneration.all(generations, consumptions.lanes());
            } catch (MongoException e) {
                obstacle = "MongoDB does not respond";
                LOG.debug("The generations cannot be read", e);
                Thread.sleep(PAUSE);
            }
        }
    }

    private void awaitTopic() throws InterruptedException {
        String said = null;
        while (true) {
            var obstructed = lookAtTopic();
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

    private @Nullable String lookAtTopic() throws InterruptedException {
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
        int lanes = consumptions.lanes().count();
        if (partitions != lanes) {
            throw new IllegalStateException("taskledger.lanes is " + lanes + ", but the topic "
                    + topic.topic().name() + " was created with " + partitions + " lanes: set taskledger.lanes="
                    + partitions);
        }
    }

    @Override
    public synchronized void stop() {
        if (starter != null) {
            starter.interrupt();
            try {
                starter.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            starter = null;
        }
        obstacle = "Stopped";
        var now = filling;
        if (now != null) {
            now.stop();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return starter != null;
    }
}
