package io.taskledger.command.relay;

import io.taskledger.command.ledger.CommitStore;
import io.taskledger.contract.commit.Commit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Brings the commits of the lanes that the consumer group gave this node to Kafka. Thread-safe. */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** Longer than a lane waits for what is under way. */
    static final Duration GIVE_BACK = Duration.ofSeconds(4);

    private final EventTopic topic;
    private final RelayProperties properties;
    private final CommitStore store;
    private final Outbox outbox;
    private final TopicTail tail;
    private final List<LaneProgress> progress;
    private final Map<Integer, LaneRelay> held = new ConcurrentHashMap<>();
    private final LaneMembership membership;
    private final Thread starter;
    private final Thread probe;
    private volatile @Nullable String obstacle;
    private volatile boolean reachable;
    private volatile boolean closing;

    /** Connects to nothing yet. {@link TopicCheck} has run before. */
    public Relay(EventTopic topic, RelayProperties properties, CommitStore store) {
        this(topic, properties, store, topic::producer, null);
    }

    /**
     * Makes a relay of a topic that is looked at first: now, or if Kafka is away, once it is back and before anything
     * is relayed. Only if the ledger has to be restored from the topic, this waits for Kafka.
     *
     * @throws io.taskledger.edge.SettingException if the topic is not fit, or not this ledger's
     */
    public static Relay of(EventTopic topic, RelayProperties properties, CommitStore store) {
        var check = new TopicCheck(topic, properties, store);
        boolean checked = properties.trust() == Trust.TOPIC ? check.runOncePossible() : check.runIfPossible();
        return new Relay(topic, properties, store, topic::producer, checked ? null : check);
    }

    Relay(
            EventTopic topic,
            RelayProperties properties,
            CommitStore store,
            Supplier<Producer<byte[], byte[]>> producers,
            @Nullable TopicCheck pending) {
        this.topic = topic;
        this.properties = properties;
        this.store = store;
        outbox = new Outbox(producers);
        tail = new TopicTail(topic);
        progress = IntStream.range(0, topic.lanes().count())
                .mapToObj(LaneProgress::new)
                .toList();
        membership = new LaneMembership(topic, properties, this::take, this::giveBack, this::lose);
        obstacle = pending == null ? null : "Kafka has not responded yet";
        starter = Thread.ofVirtual().name("relay-starter").unstarted(() -> begin(pending));
        probe = Thread.ofVirtual().name("relay-probe").unstarted(this::probe);
    }

    /** Joins the group; lanes come when the group says so. */
    public void start() {
        starter.start();
        probe.start();
    }

    private void begin(@Nullable TopicCheck pending) {
        try {
            while (pending != null && obstacle != null && !closing) {
                look(pending);
            }
            membership.start();
        } catch (InterruptedException e) {
            LOG.debug("Closed before it began", e);
        }
    }

    private void look(TopicCheck pending) throws InterruptedException {
        try {
            pending.run();
            obstacle = null;
        } catch (RelayUnavailableException e) {
            obstacle = String.valueOf(e.getMessage()); // start-up has logged it
            Thread.sleep(PAUSE);
        } catch (RuntimeException e) { // whatever it is, commands go on, and so must this
            var why = String.valueOf(e.getMessage());
            if (!why.equals(obstacle)) {
                LOG.error("Nothing is relayed until this is repaired: {}", why);
            }
            obstacle = why;
            Thread.sleep(PAUSE);
        }
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

    /** Whether it takes part: the broker answers and the group has told this node its lanes. */
    public boolean takesPart() {
        return reachable && membership.isJoined() && !closing;
    }

    /** Whether it takes part, and none of its lanes is stuck. */
    public boolean ready() {
        return takesPart() && broken().isEmpty();
    }

    /** Why nothing is relayed by this node; null if it takes part. */
    public @Nullable String obstacle() {
        var first = obstacle;
        if (first != null) {
            return first;
        }
        if (!reachable) {
            return "Kafka does not respond";
        }
        return takesPart() ? null : "The consumer group has not assigned lanes to this node yet";
    }

    /** The lanes held here that cannot go on until somebody mends them, and why. */
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

    /** Whether Kafka answered within the last seconds. */
    public boolean isReachable() {
        return reachable;
    }

    /** How many calls of {@link #published} wait. */
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
                compareEnds();
                if (membership.isJoined() && reachable) {
                    progress.forEach(LaneProgress::brokerReachable);
                }
                Thread.sleep(PROBE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A partition that ends before what was acknowledged has lost it, and an idle lane would not hear of that. */
    private void compareEnds() {
        var acknowledged = new HashMap<LaneRelay, Long>();
        held.values().forEach(relay -> acknowledged.put(relay, relay.acknowledgedEnd()));
        var ends = tail.ends();
        reachable = !ends.isEmpty();
        acknowledged.forEach((relay, end) -> {
            if (ends.getOrDefault(relay.lane(), end) < end) {
                relay.resume();
            }
        });
    }

    /** Relays what is stored, within {@link RelayProperties#drain()}, then leaves. Close the ledger before. */
    @Override
    public void close() {
        closing = true;
        starter.interrupt();
        var relays = List.copyOf(held.values());
        relays.forEach(LaneRelay::drain);
        var willing = relays.stream()
                .filter(relay -> progress.get(relay.lane()).brokenBecause() == null)
                .toList();
        if (!join(willing, reachable ? properties.drain() : Duration.ZERO)) {
            LOG.warn("Stops before all stored commits are relayed; the next node continues");
        }
        relays.forEach(LaneRelay::stop);
        membership.close();
        progress.forEach(LaneProgress::release);
        outbox.close();
        tail.close();
    }
}
