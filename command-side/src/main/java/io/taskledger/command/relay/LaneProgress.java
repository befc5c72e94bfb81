package io.taskledger.command.relay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** How far a lane is stored and published, as far as this node knows, and who waits for it. Thread-safe. */
final class LaneProgress {

    private final int lane;
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>(Comparator.comparingLong(Waiter::position));
    private boolean held;
    private boolean broken;
    private boolean begun;
    private long head = -1;
    /** Everything up to here is published, or somebody else's business. */
    private long settled = -1;

    private long published = -1;

    LaneProgress(int lane) {
        this.lane = lane;
    }

    private record Waiter(long position, CompletableFuture<Void> future) {}

    synchronized void hold() {
        held = true;
    }

    /** Those who still wait are told that it cannot be known here. */
    void release() {
        List<Waiter> disappointed;
        synchronized (this) {
            held = false;
            broken = false;
            disappointed = List.copyOf(waiters);
            waiters.clear();
        }
        var failure = new RelayUnavailableException("Lane " + lane + " was given to another node");
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
            broken = false;
            begun = true;
            published = Math.max(published, position);
            head = Math.max(head, position);
            while (!waiters.isEmpty() && waiters.peek().position() <= published) {
                satisfied.add(waiters.remove());
            }
        }
        complete(satisfied, waiter -> waiter.future().complete(null));
    }

    /** The lane as this node takes it: how far the store and Kafka are. */
    void taken(long stored, long inTopic) {
        synchronized (this) {
            settled = inTopic;
        }
        published(inTopic);
        stored(stored);
    }

    /** The lane cannot go on until somebody mends it. */
    synchronized void broken() {
        broken = true;
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
            waiters.add(new Waiter(position, future));
        } else {
            future.completeExceptionally(new RelayUnavailableException("This node does not relay lane " + lane));
        }
        return future;
    }

    /** How many commits wait for Kafka. */
    synchronized long backlog() {
        return Math.max(0, head - Math.max(published, settled));
    }

    synchronized boolean isHeld() {
        return held;
    }

    synchronized boolean isBroken() {
        return broken;
    }

    /** On another thread: what continues there must not hold up the producer. */
    private static void complete(List<Waiter> all, Consumer<Waiter> how) {
        if (!all.isEmpty()) {
            Thread.startVirtualThread(() -> all.forEach(how));
        }
    }
}
