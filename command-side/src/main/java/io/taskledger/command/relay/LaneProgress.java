package io.taskledger.command.relay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How far a lane is stored and published, as far as this node knows, and who waits for it. Thread-safe. */
final class LaneProgress {

    private final int lane;
    private final NavigableSet<Waiter> waiters =
            new TreeSet<>(Comparator.comparingLong(Waiter::position).thenComparingLong(Waiter::number));
    private long waiterNumber;
    private boolean held;
    private @Nullable String broken;
    private boolean begun;
    private long head = -1;
    /** Everything up to here is published, or somebody else's business. */
    private long settled = -1;

    private long published = -1;

    LaneProgress(int lane) {
        this.lane = lane;
    }

    private record Waiter(long position, long number, CompletableFuture<Void> future) {}

    synchronized void hold() {
        held = true;
    }

    /** Those who still wait are told that it cannot be known here. */
    void release() {
        List<Waiter> disappointed;
        synchronized (this) {
            held = false;
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
            settled = Math.max(settled, position - 1); // how many of those before wait is not known here
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
            head = Math.max(head, position);
            while (!waiters.isEmpty() && waiters.getFirst().position() <= published) {
                satisfied.add(waiters.removeFirst());
            }
        }
        complete(satisfied, waiter -> waiter.future().complete(null));
    }

    /** The lane as this node takes it: how far the store and Kafka are. Kafka may have less than it acknowledged. */
    void taken(long stored, long inTopic) {
        synchronized (this) {
            settled = inTopic;
            published = inTopic;
        }
        published(inTopic);
        stored(stored);
    }

    /**
     * The lane cannot go on until somebody mends it.
     *
     * @param why a sentence for operators
     */
    synchronized void broken(String why) {
        broken = why;
    }

    /** The broker answers: whoever holds the lane relays it. Means nothing while it is held here. */
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
            var _ = future.whenComplete((done, failure) -> forget(waiter)); // also one that gave up
        } else {
            future.completeExceptionally(new RelayUnavailableException("This node does not relay lane " + lane));
        }
        return future;
    }

    private synchronized void forget(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** How many wait for a position. */
    synchronized int waiting() {
        return waiters.size();
    }

    /** How many commits wait for Kafka. */
    synchronized long backlog() {
        return Math.max(0, head - Math.max(published, settled));
    }

    synchronized boolean isHeld() {
        return held;
    }

    /** Why the lane, held here, cannot go on; null if it can. */
    synchronized @Nullable String brokenBecause() {
        return held ? broken : null;
    }

    /** On another thread: what continues there must not hold up the producer. */
    private static void complete(List<Waiter> all, Consumer<Waiter> how) {
        if (!all.isEmpty()) {
            Thread.startVirtualThread(() -> all.forEach(how));
        }
    }
}
