package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.node.log.Deadline;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ledger in MongoDB: lanes are written in parallel, each by one writer. */
public final class MongoLedger<S> implements Ledger<S>, AutoCloseable {

    private final Lanes lanes;
    private final Clock clock;
    private final LedgerStats stats = new LedgerStats();
    private final Duration timeout;
    private final List<Lane<S>> lane = new ArrayList<>();
    private final List<LaneWriter<S>> writer = new ArrayList<>();
    private volatile boolean closing;

    /**
     * @param fold folds the events of a stream to its state
     * @param feed gets every commit that becomes known as durable: for each lane in order, one at a time and without a
     *     hole, from the lane's first use on. Must be fast; its exceptions are logged, not thrown
     * @param clock for the age of idempotency keys
     */
    public MongoLedger(
            CommitStore store, Lanes lanes, LedgerSettings settings, Fold<S> fold, Consumer<Commit> feed, Clock clock) {
        this.lanes = lanes;
        this.clock = clock;
        timeout = settings.timeout();
        for (int i = 0; i < lanes.count(); i++) {
            var one = new Lane<>(i, store, settings, fold, feed);
            lane.add(one);
            writer.add(new LaneWriter<>(one, new GroupCommit<>(one, store.log(), settings, stats, clock), settings));
        }
    }

    @Override
    public @Nullable Known<S> known(String owner, StreamId stream) {
        return lane.get(lanes.of(owner)).known(owner, stream);
    }

    @Override
    public History<S> history(String owner, StreamId stream) {
        return lane.get(lanes.of(owner)).history(owner, stream);
    }

    /** The state of a stream, read if it is not known. */
    public Known<S> state(String owner, StreamId stream) {
        var known = known(owner, stream);
        if (known != null) {
            return known;
        }
        try (var history = history(owner, stream)) {
            while (history.hasNext()) {
                history.next();
            }
            return history.known();
        }
    }

    @Override
    public void begin(StreamRef stream) {
        lane.get(lanes.of(stream.owner())).begin(stream);
    }

    @Override
    public long source(String owner, Set<StreamId> streams, Consumer<Commit> each) {
        return lane.get(lanes.of(owner)).source(owner, streams, each);
    }

    @Override
    public CompletableFuture<Appended> append(Append<S> append) {
        int number = lanes.of(append.draft().owner());
        var prepared = PreparedCommit.of(number, append.draft());
        if (prepared.size() > Commit.MAX_BYTES) {
            return CompletableFuture.completedFuture(new Appended.TooLarge(prepared.size()));
        }
        var outcome = new CompletableFuture<Appended>();
        stats.queued(); // counted before the check for closing, because close() waits for all counted appends
        var _ = outcome.whenComplete((answer, failure) -> stats.answered());
        if (closing) {
            outcome.completeExceptionally(new LedgerUnavailableException("The ledger is closing"));
        } else if (!writer.get(number).offer(new Pending<>(append, prepared, Deadline.of(timeout), outcome))) {
            outcome.completeExceptionally(new LedgerUnavailableException("Too many appends wait in lane " + number));
        }
        return outcome;
    }

    @Override
    public long catchUp(int number) {
        try {
            return writer.get(number).catchUp(Deadline.of(timeout)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public @Nullable Commit withKey(String owner, String key) {
        return lane.get(lanes.of(owner)).withKey(owner, key, clock.instant());
    }

    @Override
    public CommitHash genesis(int number) {
        return lane.get(number).genesis();
    }

    /** The counters of this ledger. */
    public LedgerStats stats() {
        return stats;
    }

    /** Refuses new appends, completes the waiting ones, and returns at the latest after their deadlines. */
    @Override
    public void close() {
        closing = true;
        try {
            while (stats.waiting() > 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
