package io.taskledger.command.relay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How far a lane is stored and published, as far as this node knows, and the callers that wait for it. Thread-safe. */
final class LaneProgress {

    private final int lane;
    private final NavigableSet<Waiter> waiters =
            new TreeSet<>(Comparator.comparingLong(Waiter::position).thenComparingLong(Waiter::number));
    private long waiterNumber;
    private boolean held;
    /**
     * The lane is held and its end in the topic was read, so that nobody else has published after {@link #furthest}.
     */
    private boolean known;

    private @Nullable String broken;
    private boolean begun;
    private long head = -1;
    /** Everything up to here is published, or another node's responsibility. */
    private long settled = -1;

    private long published = -1;
    /**
     * The furthest position that Kafka ever had, to this node's knowledge. Kafka may lose records that it acknowledged.
     */
    private long furthest = -1;

    LaneProgress(int lane) {
        this.lane = lane;
    }

    private record Waiter(long position, long number, CompletableFuture<Void> future) {}

    synchronized void hold() {
        held = true;
        known = false;
    }

    /** Fails the callers that still wait, because this node cannot know the outcome. */
    void release() {
        List<Waiter> disappointed;
        synchronized (this) {
            held = false;
            known = false;
            broken = null;
            disappointed = List.copyOf(waiters);
            waiters.clear();
        }
        var failure = new RelayUnavailableException("Lane " + lane + " was assigned to another node");
        complete(disappointed, waiter -> waiter.future().completeExceptionally(failure));
    }

    /** The lane reaches at least this position. */
    synchronized void stored(long position) {
        if (!begun) {
            begun = true;
            settled = Math.max(settled, position - 1); // the number of earlier waiting commits is not known here
        }
        head = Math.max(head, position);
    }

    /** Kafka has everything up to this position. */
    void published(long position) {
        var satisfied = new ArrayList<Waiter>();
        synchronized (this) {
            broken = null;
            begun = true;
            published = Math.max(published, position);
            furthest = Math.max(furthest, position);
            head = Math.max(head, position);
            while (!waiters.isEmpty() && waiters.getFirst().position() <= published) {
                satisfied.add(waiters.removeFirst());
            }
        }
        complete(satisfied, waiter -> waiter.future().complete(null));
    }

    /** The lane was assigned to this node; how far ledger and Kafka are. Kafka may have less than it acknowledged. */
    void taken(long stored, long inTopic) {
        synchronized (this) {
            known = held;
            settled = inTopic;
            published = inTopic;
        }
        published(inTopic);
        stored(stored);
    }

    /**
     * The lane cannot be relayed until an operator repairs it.
     *
     * @param why a message for operators
     */
    synchronized void broken(String why) {
        broken = why;
    }

    /** The broker responds, so the node that holds the lane relays it. No effect while the lane is held here. */
    synchronized void brokerReachable() {
        if (!held) {
            settled = head;
        }
    }

    synchronized CompletableFuture<Void> await(long position) {
        var future = new CompletableFuture<Void>();
        if (position <= published) {
            future.complete(null);
        } else if (held) {
            var waiter = new Waiter(position, waiterNumber++, future);
            waiters.add(waiter);
            var _ = future.whenComplete((done, failure) -> forget(waiter)); // also a caller that gave up
        } else {
            future.completeExceptionally(new RelayUnavailableException("This node does not relay lane " + lane));
        }
        return future;
    }

    /**
     * The furthest position that Kafka has acknowledged, -1 for nothing; empty if this node does not hold the lane. It
     * stays when Kafka loses records: whoever saw their acknowledgement expects to read them.
     */
    synchronized OptionalLong publishedUpTo() {
        return known ? OptionalLong.of(furthest) : OptionalLong.empty();
    }

    private synchronized void forget(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** The number of callers that wait for a position. */
    synchronized int waiting() {
        return waiters.size();
    }

    /** The number of commits that wait for Kafka. */
    synchronized long backlog() {
        return Math.max(0, head - Math.max(published, settled));
    }

    synchronized boolean isHeld() {
        return held;
    }

    /** Why the lane, held here, cannot be relayed; null if it can. */
    synchronized @Nullable String brokenBecause() {
        return held ? broken : null;
    }

    /** On another thread, so that continuations do not block the producer. */
    private static void complete(List<Waiter> all, Consumer<Waiter> how) {
        if (!all.isEmpty()) {
            Thread.startVirtualThread(() -> all.forEach(how));
        }
    }
}
