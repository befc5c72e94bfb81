package io.taskledger.command.relay;

import io.taskledger.contract.commit.Commit;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.log.CommitLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Relays the commits of this node's lanes to Kafka; the consumer group assigns the lanes. Thread-safe. */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    /** Longer than a lane waits for records in flight. */
    static final Duration GIVE_BACK = Duration.ofSeconds(4);

    private final EventTopic topic;
    private final RelayProperties properties;
    private final CommitLog log;
    private final Outbox outbox;
    private final TopicTail tail;
    private final List<LaneProgress> progress;
    private final Map<Integer, LaneRelay> held = new ConcurrentHashMap<>();
    private final LaneMembership membership;
    private final Thread starter;
    private final TopicProbe probe;
    private final PendingCheck pending;
    private volatile boolean closing;

    /** Does not connect yet. {@link TopicCheck} must have run before. */
    public Relay(EventTopic topic, RelayProperties properties, CommitLog log) {
        this(topic, properties, log, null, () -> RelayClients.producer(topic), null);
    }

    /**
     * Creates a relay and checks its topic: now, or if Kafka is down, when it is back and before anything is relayed.
     * It waits for Kafka only if the ledger must be restored from the topic.
     *
     * @throws io.taskledger.edge.SettingException if the topic is unsuitable or belongs to another ledger
     */
    public static Relay of(EventTopic topic, RelayProperties properties, CommitLog log, @Nullable NodeUrl node) {
        var check = new TopicCheck(topic, properties, log);
        boolean checked = properties.trust() == Trust.TOPIC ? check.runOncePossible() : check.runIfPossible();
        return new Relay(topic, properties, log, node, () -> RelayClients.producer(topic), checked ? null : check);
    }

    Relay(
            EventTopic topic,
            RelayProperties properties,
            CommitLog log,
            @Nullable NodeUrl node,
            Supplier<Producer<byte[], byte[]>> producers,
            @Nullable TopicCheck unchecked) {
        this.topic = topic;
        this.properties = properties;
        this.log = log;
        outbox = new Outbox(producers);
        tail = new TopicTail(topic);
        progress = IntStream.range(0, topic.lanes().count())
                .mapToObj(LaneProgress::new)
                .toList();
        membership = new LaneMembership(topic, properties, node, this::take, this::giveBack, this::lose);
        pending = new PendingCheck(unchecked);
        starter = Thread.ofVirtual().name("relay-starter").unstarted(this::begin);
        probe = new TopicProbe(topic, held.values(), this::brokerReachable);
    }

    /** Joins the group, which then assigns lanes. */
    public void start() {
        starter.start();
        probe.start();
    }

    private void begin() {
        try {
            pending.await();
            membership.start();
        } catch (InterruptedException e) {
            LOG.debug("Closed before it began", e);
        }
    }

    private void brokerReachable() {
        if (membership.isJoined()) {
            progress.forEach(LaneProgress::brokerReachable);
        }
    }

    /**
     * Accepts a durable commit; a lane's commits come in order, one at a time. Returns at once. The feed of
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
     * @return fails with {@link RelayUnavailableException} if this node does not hold the lane, or gives it away first.
     *     It waits as long as the broker is down, so limit the wait
     */
    public CompletableFuture<Void> published(int lane, long position) {
        return progress.get(lane).await(position);
    }

    /**
     * The furthest position of the lane that Kafka has acknowledged, -1 for nothing; empty if this node does not hold
     * it. Another node may have taken the lane meanwhile, and published more, unless this process is the only one.
     */
    public OptionalLong publishedUpTo(int lane) {
        return progress.get(lane).publishedUpTo();
    }

    /** Whether too many of the lane's commits wait for Kafka, so that commands must be refused. */
    public boolean isBacklogFull(int lane) {
        return progress.get(lane).backlog() >= properties.backlog();
    }

    /**
     * The number of commits that wait for Kafka; for a lane not held here, those appended here since the broker last
     * responded.
     */
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

    /** This node's id in the group; empty before it has joined. */
    public String memberId() {
        return membership.memberId();
    }

    /** Whether the broker responds and the group has assigned lanes to this node. */
    public boolean takesPart() {
        return isReachable() && membership.isJoined() && !closing;
    }

    /** Whether it takes part and none of its lanes is broken. */
    public boolean ready() {
        return takesPart() && broken().isEmpty();
    }

    /** Why nothing is relayed by this node; null if it takes part. */
    public @Nullable String obstacle() {
        var first = pending.obstacle();
        if (first != null) {
            return first;
        }
        if (!isReachable()) {
            return "Kafka does not respond";
        }
        return takesPart() ? null : "The consumer group has not assigned lanes to this node yet";
    }

    /** The lanes held here that cannot be relayed until an operator repairs them, with the reason. */
    public SortedMap<Integer, String> broken() {
        var broken = new TreeMap<Integer, String>();
        for (int lane = 0; lane < progress.size(); lane++) {
            var why = progress.get(lane).brokenBecause();
            if (why != null) {
                broken.put(lane, why);
            }
        }
        return broken;
    }

    /** Whether Kafka responded within the last seconds. */
    public boolean isReachable() {
        return probe.isReachable();
    }

    /** The number of waiting calls of {@link #published}. */
    public int waiting() {
        return progress.stream().mapToInt(LaneProgress::waiting).sum();
    }

    /** The number of lanes, held here or not. */
    public int lanes() {
        return progress.size();
    }

    private void take(List<Integer> lanes) {
        for (int lane : lanes) {
            progress.get(lane).hold();
            var relay = new LaneRelay(lane, topic, log, tail, outbox, progress.get(lane), properties.poll());
            var before = held.put(lane, relay); // registered before it starts, so that no offered commit is missed
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

    private static boolean join(SequencedCollection<LaneRelay> relays, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean all = true;
        for (var relay : relays) {
            all &= relay.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        return all;
    }

    /** Relays stored commits, within {@link RelayProperties#drain()}, then leaves the group. Close the ledger first. */
    @Override
    public void close() {
        closing = true;
        boolean responds = isReachable();
        starter.interrupt();
        probe.close();
        var relays = List.copyOf(held.values());
        relays.forEach(LaneRelay::drain);
        var willing = relays.stream()
                .filter(relay -> progress.get(relay.lane()).brokenBecause() == null)
                .toList();
        if (!join(willing, responds ? properties.drain() : Duration.ZERO)) {
            LOG.warn("Stops before all stored commits are relayed; the next node continues");
        }
        relays.forEach(LaneRelay::stop);
        membership.close();
        progress.forEach(LaneProgress::release);
        outbox.close();
        tail.close();
    }
}
