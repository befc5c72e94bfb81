package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a lane without asking the store: for the streams used last, when they were last touched and what
 * their events fold to. Every commit that is learned of passes through {@link #note}, in order, before it counts as
 * known; so a state that is here is complete up to the head, and may be combined with it. Thread-safe.
 */
final class LaneMemory<S> {

    private final Fold<S> fold;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Key, Entry<S>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long head = -1;
    /** No stream that is missing here was touched after this position. */
    private long floor = -1;

    LaneMemory(Fold<S> fold, int capacity) {
        this.fold = fold;
        this.capacity = capacity;
    }

    private record Key(String owner, StreamId stream) {}

    /** @param known whether the state is; a touched stream may be remembered without it */
    private record Entry<S>(
            long touched, boolean known, @Nullable S state) {}

    /** Forgets everything: from now on the lane ends at this position. */
    void restart(long position) {
        lock.lock();
        try {
            entries.clear();
            head = position;
            floor = position;
        } finally {
            lock.unlock();
        }
    }

    /** The position of the last commit that was noted. */
    long head() {
        lock.lock();
        try {
            return head;
        } finally {
            lock.unlock();
        }
    }

    /** Takes in the commit at the position after the head. */
    void note(Commit commit) {
        lock.lock();
        try {
            for (var event : commit.content().events()) {
                touch(new Key(commit.content().owner(), event.stream()), commit, event);
            }
            head = commit.position();
            evict();
        } finally {
            lock.unlock();
        }
    }

    private void touch(Key key, Commit commit, RecordedEvent event) {
        var entry = entries.get(key);
        boolean known = entry != null ? entry.known() : event.streamVersion() == 1;
        S state = entry == null ? null : entry.state();
        entries.put(key, known ? folded(state, commit, event) : new Entry<>(commit.position(), false, null));
    }

    /**
     * An event that cannot be folded must not stop the lane: whoever asks for the stream reads it anew, and is told.
     */
    private Entry<S> folded(@Nullable S state, Commit commit, RecordedEvent event) {
        try {
            return new Entry<>(commit.position(), true, fold.fold(state, commit, event));
        } catch (RuntimeException | Error e) {
            return new Entry<>(commit.position(), false, null);
        }
    }

    private void evict() {
        var oldest = entries.values().iterator();
        while (entries.size() > capacity) {
            floor = Math.max(floor, oldest.next().touched());
            oldest.remove();
        }
    }

    /** The state if it is known. */
    Ledger.@Nullable Known<S> known(String owner, StreamId stream) {
        lock.lock();
        try {
            var entry = entries.get(new Key(owner, stream));
            return entry != null && entry.known() ? new Ledger.Known<>(entry.state(), head) : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Folds the stream's commits, read up to a position, and remembers the result unless the stream was touched since.
     *
     * @return null if it was, and the read has to be done again
     */
    Ledger.@Nullable Known<S> learn(String owner, StreamId stream, List<Commit> commits, long upTo) {
        S state = null;
        long touched = -1;
        for (var commit : commits) {
            for (var event : commit.content().events()) {
                if (event.stream().equals(stream)) {
                    state = fold.fold(state, commit, event);
                    touched = commit.position();
                }
            }
        }
        var key = new Key(owner, stream);
        lock.lock();
        try {
            var entry = entries.get(key);
            if (entry != null ? entry.touched() > upTo : floor > upTo) {
                return null;
            }
            entries.put(key, new Entry<>(touched, true, state));
            evict();
            return new Ledger.Known<>(state, head);
        } finally {
            lock.unlock();
        }
    }

    /** The first of the streams that may have been touched after the basis, or null if none was. */
    Appended.@Nullable Conflicted conflict(String owner, Set<StreamId> streams, long basis) {
        lock.lock();
        try {
            for (var stream : streams) {
                var entry = entries.get(new Key(owner, stream));
                long touched = entry == null ? floor : entry.touched();
                if (touched > basis) {
                    return new Appended.Conflicted(stream, touched);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }
}
