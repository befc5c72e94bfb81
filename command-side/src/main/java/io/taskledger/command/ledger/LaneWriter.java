package io.taskledger.command.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one that appends to a lane: in one thread at a time, which runs only while there is work. It takes whatever waits
 * and inserts it at once; while one insert is under way, the next batch gathers by itself. Thread-safe.
 */
final class LaneWriter<S> {

    private final Lane<S> lane;
    private final GroupCommit<S> group;
    private final int batch;
    private final BlockingQueue<Pending> queue;
    private final Queue<CompletableFuture<Long>> readers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();

    LaneWriter(Lane<S> lane, GroupCommit<S> group, LedgerSettings settings) {
        this.lane = lane;
        this.group = group;
        batch = settings.batch();
        queue = new ArrayBlockingQueue<>(settings.queue());
    }

    /** False if too many wait already. */
    boolean offer(Pending pending) {
        boolean taken = queue.offer(pending);
        wake();
        return taken;
    }

    /** The position of the lane's end as of some time after this call. */
    CompletableFuture<Long> catchUp() {
        var end = new CompletableFuture<Long>();
        readers.add(end);
        wake();
        return end;
    }

    private void wake() {
        if (running.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::run);
        }
    }

    private void run() {
        do {
            do {
                turn();
            } while (!group.waiting().isEmpty() || hasWork());
            running.set(false);
        } while (hasWork() && running.compareAndSet(false, true));
    }

    private boolean hasWork() {
        return !queue.isEmpty() || !readers.isEmpty();
    }

    private List<CompletableFuture<Long>> waitingReaders() {
        var waiting = new ArrayList<CompletableFuture<Long>>();
        for (var reader = readers.poll(); reader != null; reader = readers.poll()) {
            waiting.add(reader);
        }
        return waiting;
    }

    private void turn() {
        var reading = waitingReaders();
        lane.turn().lock();
        try {
            lane.open();
            queue.drainTo(group.waiting(), batch - group.waiting().size());
            boolean atTheEnd = group.commit();
            if (!reading.isEmpty() && !atTheEnd) {
                lane.catchUp(found -> {});
            }
            Long end = lane.position();
            reading.forEach(reader -> reader.completeAsync(() -> end, Thread::startVirtualThread));
        } catch (RuntimeException | Error e) {
            lane.distrust();
            var failure = LedgerUnavailableException.because(e);
            queue.drainTo(group.waiting());
            group.failAll(failure);
            reading.forEach(reader -> reader.completeExceptionally(failure));
        } finally {
            lane.turn().unlock();
        }
    }
}
