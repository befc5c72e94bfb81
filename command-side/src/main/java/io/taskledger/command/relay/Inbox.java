package io.taskledger.command.relay;

import io.taskledger.contract.commit.Commit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * New commits of one lane on their way from the ledger's writer to the relay. Bounded: a commit that does not fit is
 * dropped and read from MongoDB instead. Thread-safe.
 */
final class Inbox {

    private static final long MAX_BYTES = 4 << 20;

    private final ArrayDeque<Commit> fresh = new ArrayDeque<>();
    private long bytes;
    private boolean woken;

    synchronized void offer(Commit commit) {
        if (bytes + commit.bytes().length <= MAX_BYTES) {
            fresh.add(commit);
            bytes += commit.bytes().length;
            notifyAll();
        }
    }

    /** Wakes a waiting {@link #take}. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /**
     * Waits for commits.
     *
     * @return the commits from the position on, without a gap; empty if that position is not here
     */
    synchronized List<Commit> take(long next, Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        dropBelow(next);
        for (long left = wait.toMillis(); fresh.isEmpty() && !woken && left > 0; ) {
            wait(left);
            dropBelow(next);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        woken = false;
        var run = new ArrayList<Commit>();
        while (!fresh.isEmpty() && fresh.getFirst().position() == next + run.size()) {
            run.add(remove());
        }
        return run;
    }

    synchronized boolean isEmpty() {
        return fresh.isEmpty();
    }

    private void dropBelow(long next) {
        while (!fresh.isEmpty() && fresh.getFirst().position() < next) {
            remove();
        }
    }

    private Commit remove() {
        var commit = fresh.remove();
        bytes -= commit.bytes().length;
        return commit;
    }
}
