package io.taskledger.command.ledger;

import io.taskledger.command.ledger.CommitStore.Inserted;
import io.taskledger.contract.commit.Commit;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Appends to one lane, in one thread at a time, which runs only while there is work. It takes whatever waits and
 * inserts it at once (group commit): while one insert is under way the next batch gathers by itself.
 */
final class LaneWriter<S> {

    private final Lane<S> lane;
    private final CommitStore store;
    private final LedgerSettings settings;
    private final LedgerStats stats;
    private final Clock clock;
    private final Executor threads;
    private final BlockingQueue<Pending> queue;
    private final Queue<CompletableFuture<Long>> readers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();

    LaneWriter(
            Lane<S> lane,
            CommitStore store,
            LedgerSettings settings,
            LedgerStats stats,
            Clock clock,
            Executor threads) {
        this.lane = lane;
        this.store = store;
        this.settings = settings;
        this.stats = stats;
        this.clock = clock;
        this.threads = threads;
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
        var head = new CompletableFuture<Long>();
        readers.add(head);
        wake();
        return head;
    }

    boolean isIdle() {
        return queue.isEmpty() && readers.isEmpty() && !running.get();
    }

    private void wake() {
        if (running.compareAndSet(false, true)) {
            threads.execute(this::run);
        }
    }

    private void run() {
        do {
            try {
                turn();
            } finally {
                running.set(false);
            }
        } while ((!queue.isEmpty() || !readers.isEmpty()) && running.compareAndSet(false, true));
    }

    private void turn() {
        var batch = new ArrayDeque<Pending>();
        var waiting = new ArrayList<CompletableFuture<Long>>();
        for (var reader = readers.poll(); reader != null; reader = readers.poll()) {
            waiting.add(reader);
        }
        queue.drainTo(batch, settings.batch());
        lane.turn().lock();
        try {
            lane.open();
            if (!waiting.isEmpty()) {
                lane.catchUp();
                waiting.forEach(reader -> complete(reader, lane.position()));
            }
            append(batch);
        } catch (RuntimeException e) {
            lane.close();
            waiting.forEach(reader -> reader.completeExceptionally(e));
            batch.forEach(pending -> fail(pending, e));
        } finally {
            lane.turn().unlock();
        }
    }

    /** Empties the batch, from the front, as outcomes become certain. */
    private void append(ArrayDeque<Pending> batch) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        long pause = 1_000_000;
        while (!batch.isEmpty()) {
            var commits = place(batch);
            if (commits.isEmpty()) {
                continue;
            }
            var inserted = store.insert(commits);
            stats.inserted(commits.size());
            boolean moved = switch (inserted) {
                case Inserted.All() -> stored(batch, commits, commits.size());
                case Inserted.TakenAt(int index) -> takenAt(batch, commits, index);
                case Inserted.Unknown(var cause) -> settled(batch, commits, cause, deadline);
            };
            if (moved) {
                pause = 1_000_000;
            } else if (System.nanoTime() > deadline) {
                throw new LedgerUnavailableException("What became of an insert could not be found out in time");
            } else {
                LockSupport.parkNanos(pause);
                pause = Math.min(pause * 2, 200_000_000);
            }
        }
    }

    /**
     * Numbers as many of the batch's appends as can go into one insert and answers those that cannot be. An append that
     * depends on one before it in the same batch waits for the next round, when that one's outcome is known.
     */
    private List<Commit> place(ArrayDeque<Pending> batch) {
        var commits = new ArrayList<Commit>(batch.size());
        var touched = new HashSet<Object>();
        long position = lane.position();
        var hash = lane.hash();
        int bytes = 0;
        for (var pending : List.copyOf(batch)) {
            var refusal = lane.refusal(pending.append(), clock.instant());
            if (refusal != null) {
                if (commits.isEmpty()) {
                    batch.remove(pending);
                    stats.refused(refusal);
                    complete(pending.outcome(), refusal);
                    continue;
                }
                break;
            }
            bytes += pending.prepared().size();
            if (bytes > settings.batchBytes() && !commits.isEmpty() || !independent(pending, touched)) {
                break;
            }
            var commit = pending.prepared().at(++position, hash);
            hash = commit.hash();
            commits.add(commit);
        }
        return commits;
    }

    private static boolean independent(Pending pending, Set<Object> touched) {
        var draft = pending.append().draft();
        var owner = draft.owner();
        for (var stream : pending.append().dependsOn()) {
            if (touched.contains(List.of(owner, stream))) {
                return false;
            }
        }
        if (draft.idempotency() != null
                && !touched.add(List.of(owner, draft.idempotency().key()))) {
            return false;
        }
        draft.events().forEach(event -> touched.add(List.of(owner, event.stream())));
        return true;
    }

    /** The first so many commits are durable. */
    private boolean stored(ArrayDeque<Pending> batch, List<Commit> commits, int count) {
        for (var commit : commits.subList(0, count)) {
            lane.note(commit);
            complete(batch.remove().outcome(), new Appended.Stored(commit));
        }
        return count > 0;
    }

    private boolean takenAt(ArrayDeque<Pending> batch, List<Commit> commits, int index) {
        boolean moved = stored(batch, commits, index);
        return takenAfterHead(batch) || moved;
    }

    /**
     * Takes in what stands past the head. One of ours among it was inserted by an attempt whose outcome was unknown.
     * Nothing there yet: a majority does not have it yet, or it was rolled back.
     */
    private boolean takenAfterHead(ArrayDeque<Pending> batch) {
        long before = lane.position();
        stats.collided();
        for (var found : store.read(lane.number(), before + 1, settings.batch())) {
            lane.note(found);
            var ours = ours(batch, found);
            if (ours != null) {
                batch.remove(ours);
                complete(ours.outcome(), new Appended.Stored(found));
            }
        }
        return lane.position() > before;
    }

    private static @Nullable Pending ours(ArrayDeque<Pending> batch, Commit found) {
        for (var pending : batch) {
            if (pending.prepared().content().id().equals(found.content().id())) {
                return pending;
            }
        }
        return null;
    }

    /** Retries the identical documents at the identical positions until one attempt says what is there. */
    private boolean settled(ArrayDeque<Pending> batch, List<Commit> commits, RuntimeException cause, long deadline) {
        long pause = 1_000_000;
        while (System.nanoTime() < deadline) {
            stats.retried();
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, 200_000_000);
            switch (store.insert(commits)) {
                case Inserted.All() -> {
                    return stored(batch, commits, commits.size());
                }
                case Inserted.TakenAt(int index) -> {
                    return takenAt(batch, commits, index);
                }
                case Inserted.Unknown(var again) -> cause = again;
            }
        }
        throw new LedgerUnavailableException("MongoDB did not say in time what became of an insert", cause);
    }

    /** Callers' continuations run on a thread of their own, so that a slow one does not hold up the lane. */
    private <T> void complete(CompletableFuture<T> future, T value) {
        threads.execute(() -> future.complete(value));
    }

    private void fail(Pending pending, RuntimeException cause) {
        var failure = cause instanceof LedgerUnavailableException || cause instanceof BrokenLaneException
                ? cause
                : new LedgerUnavailableException("The append failed", cause);
        threads.execute(() -> pending.outcome().completeExceptionally(failure));
    }
}
