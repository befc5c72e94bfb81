package io.taskledger.command.relay;

import io.taskledger.command.ledger.CommitStore;
import io.taskledger.contract.commit.Commit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the commits of the lanes that the consumer group gave this node to Kafka. {@link TopicCheck} has run before.
 * Thread-safe.
 */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration PROBE = Duration.ofSeconds(1);
    /** Longer than a lane waits for what is under way. */
    private static final Duration GIVE_BACK = Duration.ofSeconds(4);

    private final EventTopic topic;
    private final RelayProperties properties;
    private final CommitStore store;
    private final Outbox outbox;
    private final TopicTail tail;
    private final List<LaneProgress> progress;
    private final Map<Integer, LaneRelay> held = new ConcurrentHashMap<>();
    private final LaneMembership membership;
    private final Thread probe;
    private volatile boolean reachable;
    private volatile boolean closing;

    /** Connects to nothing yet. */
    public Relay(EventTopic topic, RelayProperties properties, CommitStore store) {
        this(topic, properties, store, topic::producer);
    }

    Relay(
            EventTopic topic,
            RelayProperties properties,
            CommitStore store,
            Supplier<Producer<byte[], byte[]>> producers) {
        this.topic = topic;
        this.properties = properties;
        this.store = store;
        outbox = new Outbox(producers);
        tail = new TopicTail(topic);
        progress = IntStream.range(0, topic.lanes().count())
                .mapToObj(LaneProgress::new)
                .toList();
        membership = new LaneMembership(topic, properties, this::take, this::giveBack, this::lose);
        probe = Thread.ofVirtual().name("relay-probe").unstarted(this::probe);
    }

    /** Joins the group; lanes come when the group says so. */
    public void start() {
        membership.start();
        probe.start();
    }

    /**
     * Takes a commit that is durable; a lane's commits come in order, one at a time. Returns at once. The feed of
     * {@link io.taskledger.command.ledger.MongoLedger}.
     */
    public void offer(Commit commit) {
        progress.get(commit.lane()).stored(commit.position());
        var relay = held.get(commit.lane());
        if (relay != null) {
            relay.offer(commit);
        }
    }

    /**
     * Completes when Kafka has acknowledged the lane up to this position.
     *
     * @return fails with {@link RelayUnavailableException} if this node does not hold the lane, or gives it away
     *     before. Waits for as long as the broker is away: bound the waiting
     */
    public CompletableFuture<Void> published(int lane, long position) {
        return progress.get(lane).await(position);
    }

    /** Whether so many of the lane's commits wait for Kafka that no more should be made. */
    public boolean isBacklogFull(int lane) {
        return progress.get(lane).backlog() >= properties.backlog();
    }

    /** How many commits wait for Kafka; in a lane not held here, those appended here since the broker last answered. */
    public long backlog(int lane) {
        return progress.get(lane).backlog();
    }

    /** Whether this node relays the lane. */
    public boolean holds(int lane) {
        return held.containsKey(lane);
    }

    /** The lanes that this node relays. */
    public Set<Integer> lanesHeld() {
        return new TreeSet<>(held.keySet());
    }

    /** Whether the broker answers, the group has told this node its lanes, and none of them is stuck. */
    public boolean ready() {
        return reachable
                && membership.isJoined()
                && !closing
                && progress.stream().noneMatch(lane -> lane.isHeld() && lane.isBroken());
    }

    /** The number of lanes, held here or not. */
    public int lanes() {
        return progress.size();
    }

    private void take(List<Integer> lanes) {
        for (int lane : lanes) {
            progress.get(lane).hold();
            var relay = new LaneRelay(lane, topic, store, tail, outbox, progress.get(lane), properties.poll());
            var before = held.put(lane, relay); // before it starts, so that nothing offered from here on is missed
            if (before != null) {
                before.stop();
            }
            relay.start();
            if (closing) {
                relay.drain();
            }
        }
        LOG.info("Relays lanes {}", held.keySet());
    }

    private void giveBack(List<Integer> lanes) {
        var stopped = lanes.stream().map(held::remove).filter(Objects::nonNull).toList();
        stopped.forEach(LaneRelay::stop);
        join(stopped, GIVE_BACK);
        lanes.forEach(lane -> progress.get(lane).release());
        LOG.info("Gives back lanes {}", lanes);
    }

    private void lose(List<Integer> lanes) {
        for (int lane : lanes) {
            var relay = held.remove(lane);
            if (relay != null) {
                relay.stop();
            }
            progress.get(lane).release();
        }
        LOG.warn("Lost lanes {}", lanes);
    }

    private static boolean join(SequencedCollection<LaneRelay> relays, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean all = true;
        for (var relay : relays) {
            all &= relay.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        return all;
    }

    private void probe() {
        try {
            while (!closing) {
                reachable = tail.reachable();
                if (reachable) {
                    progress.forEach(LaneProgress::brokerReachable);
                }
                Thread.sleep(PROBE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Relays what is stored, within {@link RelayProperties#drain()}, then leaves. Close the ledger before. */
    @Override
    public void close() {
        closing = true;
        var relays = List.copyOf(held.values());
        relays.forEach(LaneRelay::drain);
        if (!join(relays, properties.drain())) {
            LOG.warn("Leaves before all that is stored is relayed; the next node goes on");
        }
        relays.forEach(LaneRelay::stop);
        membership.close();
        progress.forEach(LaneProgress::release);
        outbox.close();
        tail.close();
    }
}
