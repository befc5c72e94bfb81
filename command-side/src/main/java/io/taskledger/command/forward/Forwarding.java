package io.taskledger.command.forward;

import io.taskledger.command.relay.LaneHolders;
import io.taskledger.command.relay.NodeUrl;
import io.taskledger.command.relay.Relay;
import io.taskledger.contract.commit.Lanes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Has commands carried out by the node that holds their lane (docs/adr/0032). Every mistake about who holds a lane is
 * harmless, because each node can carry out each command. Thread-safe; blocks the calling thread.
 */
public final class Forwarding implements AutoCloseable {

    /** Marks a request that another node has forwarded. */
    public static final String HEADER = NodeClient.FORWARDED;

    /** Longer than a node waits for MongoDB; shorter than proxies and clients wait. */
    private static final Duration TIMEOUT = Duration.ofSeconds(22);

    /** With an idempotency key, this node can repeat the command, so it does not wait as long. */
    private static final Duration TIMEOUT_WITH_KEY = Duration.ofSeconds(8);

    /** A node that cannot be reached costs each request a connection attempt, so it is left alone for this time. */
    private static final Duration AVOID = Duration.ofSeconds(1);

    private final Relay relay;
    private final LaneHolders holders;
    private final Lanes lanes;
    private final ForwardingMetrics metrics;
    private final NodeClient client = new NodeClient();
    private final Map<NodeUrl, Long> avoidedUntil = new ConcurrentHashMap<>();

    public Forwarding(Relay relay, LaneHolders holders, Lanes lanes, ForwardingMetrics metrics) {
        this.relay = relay;
        this.holders = holders;
        this.lanes = lanes;
        this.metrics = metrics;
    }

    /** The other node that should carry out the owner's commands; null if this node should. */
    public @Nullable NodeUrl holder(String owner) {
        int lane = lanes.of(owner);
        if (relay.holds(lane)) {
            return null;
        }
        var holder = holders.of(lane);
        return holder == null || isAvoided(holder) ? null : holder;
    }

    private boolean isAvoided(NodeUrl node) {
        var until = avoidedUntil.get(node);
        if (until == null) {
            return false;
        }
        if (until - System.nanoTime() > 0) {
            return true;
        }
        avoidedUntil.remove(node, until);
        return false;
    }

    /**
     * Sends the request to that node, once.
     *
     * @param hasKey whether the command may be repeated by its idempotency key
     */
    public Forwarded send(NodeUrl node, ForwardedRequest request, boolean hasKey) {
        var outcome = client.send(node, request, relay.memberId(), hasKey ? TIMEOUT_WITH_KEY : TIMEOUT);
        if (outcome instanceof Forwarded.NotSeen(boolean isAway) && isAway) {
            avoidedUntil.put(node, System.nanoTime() + AVOID.toNanos());
        }
        metrics.count(outcome);
        return outcome;
    }

    /** Whether a header of {@link #HEADER} was written by another node of the group. */
    public boolean isFromPeer(String header) {
        return holders.hasMember(header);
    }

    @Override
    public void close() {
        client.close();
    }
}
