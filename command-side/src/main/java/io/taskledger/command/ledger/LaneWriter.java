package io.taskledger.command.ledger;

import io.taskledger.node.log.BrokenLaneException;
import io.taskledger.node.log.Deadline;
import io.taskledger.node.log.LedgerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer of a lane: runs in one thread at a time, and only while there is work. It inserts all waiting appends at
 * once; while one insert is in progress, the next batch collects. Thread-safe.
 */
final class LaneWriter<S> {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWriter.class);
    private static final long FIRST_PAUSE_NANOS = 2_000_000;
    private static final long MAX_PAUSE_NANOS = 500_000_000;

    private final Lane<S> lane;
    private final GroupCommit<S> group;
    private final int batch;
    private final BlockingQueue<Pending<S>> queue;
    private final Queue<Reader> readers = new ConcurrentLinkedQueue<>();
    private final List<Reader> reading = new ArrayList<>();
    private long pause = FIRST_PAUSE_NANOS;
    private final AtomicBoolean running = new AtomicBoolean();

    LaneWriter(Lane<S> lane, GroupCommit<S> group, LedgerSettings settings) {
        this.lane = lane;
        this.group = group;
        batch = settings.batch();
        queue = new ArrayBlockingQueue<>(settings.queue());
    }

    /** False if too many appends are waiting. */
    boolean offer(Pending<S> pending) {
        boolean taken = queue.offer(pending);
        wake();
        return taken;
    }

    private record Reader(CompletableFuture<Long> end, long deadline) {}

    /**
     * The position of the lane's end as of some time after this call.
     *
     * @param deadline by {@link System#nanoTime()}
     */
    CompletableFuture<Long> catchUp(long deadline) {
        var reader = new Reader(new CompletableFuture<>(), deadline);
        readers.add(reader);
        wake();
        return reader.end();
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
            } while (!group.waiting().isEmpty() || !reading.isEmpty() || hasWork());
            running.set(false);
        } while (hasWork() && running.compareAndSet(false, true));
    }

    private boolean hasWork() {
        return !queue.isEmpty() || !readers.isEmpty();
    }

    private void turn() {
        for (var reader = readers.poll(); reader != null; reader = readers.poll()) {
            reading.add(reader);
        }
        boolean done = false;
        lane.turn().lock();
        try {
            queue.drainTo(group.waiting(), batch - group.waiting().size());
            work();
            done = true;
        } catch (OutcomeUnknownException e) {
            lane.invalidate();
            group.failSent(e);
        } catch (LedgerUnavailableException e) {
            if (e.getCause() instanceof BrokenLaneException broken) {
                giveUp(broken);
            } else {
                queue.drainTo(group.waiting());
                group.failLate(e);
                answerLate(e);
            }
        } catch (RuntimeException | Error e) {
            giveUp(e);
        } finally {
            lane.turn().unlock();
        }
        rest(done);
    }

    private void work() {
        lane.openOnce();
        boolean atTheEnd = group.commit();
        if (!reading.isEmpty() && !atTheEnd) {
            lane.catchUp(found -> {});
        }
        Long end = lane.head().position();
        reading.forEach(reader -> reader.end().completeAsync(() -> end, Thread::startVirtualThread));
        reading.clear();
    }

    /** Pauses before waiting appends are tried again, until their deadline; the lane is free during the pause. */
    private void rest(boolean done) {
        if (done) {
            pause = FIRST_PAUSE_NANOS;
        } else if (!group.waiting().isEmpty() || !reading.isEmpty()) {
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, MAX_PAUSE_NANOS);
        }
    }

    private void answerLate(LedgerUnavailableException failure) {
        reading.removeIf(reader -> {
            boolean late = Deadline.isPast(reader.deadline());
            if (late) {
                reader.end().completeExceptionally(failure);
            }
            return late;
        });
    }

    private void giveUp(Throwable failure) {
        LOG.error("{} cannot continue", lane, failure);
        lane.invalidate();
        queue.drainTo(group.waiting());
        group.failAll(failure);
        var refused = LedgerUnavailableException.because(failure);
        reading.forEach(reader -> reader.end().completeExceptionally(refused));
        reading.clear();
    }
}
