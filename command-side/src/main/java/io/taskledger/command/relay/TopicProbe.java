package io.taskledger.command.relay;

import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.TopicAdmin;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;

/**
 * Asks Kafka each second where all lanes end: to know whether it responds, and to find partitions that have lost
 * acknowledged records, which an idle lane would not notice. Thread-safe.
 */
final class TopicProbe implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final TopicAdmin admin;
    private final Collection<LaneRelay> held;
    private final Runnable responded;
    private final Thread thread = Thread.ofVirtual().name("relay-probe").unstarted(this::run);
    private volatile boolean reachable;

    /**
     * Does not connect yet.
     *
     * @param held the lanes of this node; a view of a concurrent collection
     * @param responded called each time when Kafka has responded
     */
    TopicProbe(EventTopic topic, Collection<LaneRelay> held, Runnable responded) {
        admin = new TopicAdmin(topic);
        this.held = held;
        this.responded = responded;
    }

    void start() {
        thread.start();
    }

    /** Whether Kafka responded within the last seconds. */
    boolean isReachable() {
        return reachable;
    }

    private void run() {
        try {
            while (true) {
                compareEnds();
                if (reachable) {
                    responded.run();
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void compareEnds() throws InterruptedException {
        var acknowledged = new HashMap<LaneRelay, Long>();
        held.forEach(relay -> acknowledged.put(relay, relay.acknowledgedEnd()));
        var told = admin.knownEnds(TIMEOUT);
        reachable = !told.isEmpty();
        acknowledged.forEach((relay, end) -> {
            if (told.getOrDefault(relay.lane(), end) < end) {
                relay.resume();
            }
        });
    }

    @Override
    public void close() {
        thread.interrupt();
        admin.close();
    }
}
