package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.node.log.LedgerUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a lane without a read: for recently used streams, their last position and their folded state.
 * Every commit passes through {@link #note}, in order, before it counts as known. So a state in this memory is complete
 * up to the head. Thread-safe.
 */
final class LaneMemory<S> {

    private final Fold<S> fold;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<StreamRef, Entry<S>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long head = -1;
    /** A stream that is missing here has no commit after this position. */
    private long floor = -1;

    LaneMemory(Fold<S> fold, int capacity) {
        this.fold = fold;
        this.capacity = capacity;
    }

    /**
     * @param known whether the state is known; an entry may have only the position
     * @param version of the last event, if the state is known; 0 before the first
     */
    private record Entry<S>(
            long touched, boolean known, @Nullable S state, long version) {

        static <S> Entry<S> unknown(long touched) {
            return new Entry<>(touched, false, null, 0);
        }
    }

    /** Forgets everything; the lane now ends at this position. */
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

    /** The position of the last commit that was added. */
    long head() {
        lock.lock();
        try {
            return head;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds the commit at the position after the head.
     *
     * @param states of its streams after it, if they are known; the others are folded
     */
    void note(Commit commit, Map<StreamId, S> states) {
        lock.lock();
        try {
            for (var event : commit.content().events()) {
                var stream = new StreamRef(commit.content().owner(), event.stream());
                touch(stream, commit, event, states.get(event.stream()));
            }
            head = commit.position();
            evict();
        } finally {
            lock.unlock();
        }
    }

    /** @param after the state after the commit, null if it must be folded */
    private void touch(StreamRef stream, Commit commit, RecordedEvent event, @Nullable S after) {
        var entry = entries.get(stream);
        boolean follows = entry == null
                ? event.streamVersion() == 1
                : entry.known() && event.streamVersion() == entry.version() + 1;
        if (after != null && (follows || entry == null || !entry.known())) {
            entries.put(stream, new Entry<>(commit.position(), true, after, event.streamVersion()));
        } else {
            S state = entry == null ? null : entry.state();
            entries.put(stream, follows ? folded(state, commit, event) : Entry.unknown(commit.position()));
        }
    }

    /**
     * An event that cannot be folded, or does not follow the known state, must not stop the lane: the next use of the
     * stream reads it again and gets the failure.
     */
    private Entry<S> folded(@Nullable S state, Commit commit, RecordedEvent event) {
        try {
            return new Entry<>(commit.position(), true, fold.fold(state, commit, event), event.streamVersion());
        } catch (RuntimeException | Error e) {
            return Entry.unknown(commit.position());
        }
    }

    private void evict() {
        var oldest = entries.values().iterator();
        while (entries.size() > capacity) {
            floor = Math.max(floor, oldest.next().touched());
            oldest.remove();
        }
    }

    /** The stream has no commit yet. */
    void begin(StreamRef stream) {
        lock.lock();
        try {
            entries.putIfAbsent(stream, new Entry<>(-1, true, null, 0));
            evict();
        } finally {
            lock.unlock();
        }
    }

    /** The state, if it is known. */
    Ledger.@Nullable Known<S> known(String owner, StreamId stream) {
        lock.lock();
        try {
            var entry = entries.get(new StreamRef(owner, stream));
            return entry != null && entry.known() ? new Ledger.Known<>(entry.state(), head) : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Remembers the folded state of a stream at a position, unless the stream has newer commits.
     *
     * @return null if it has; then the newer commits must be read too
     * @throws LedgerUnavailableException if the read lacks a commit that this memory has seen
     */
    Ledger.@Nullable Known<S> learn(String owner, StreamId stream, Folding<S> read, long upTo) {
        var key = new StreamRef(owner, stream);
        lock.lock();
        try {
            var entry = entries.get(key);
            if (entry != null ? entry.touched() > upTo : floor > upTo) {
                return null;
            }
            if (entry != null && entry.touched() > read.touched()) {
                throw new LedgerUnavailableException("MongoDB does not show the commit at " + entry.touched() + " yet");
            }
            entries.put(key, new Entry<>(read.touched(), true, read.state(), read.version()));
            evict();
            return new Ledger.Known<>(read.state(), head);
        } finally {
            lock.unlock();
        }
    }

    /** The first of the streams that may have a commit after the basis, or null if there is none. */
    Appended.@Nullable Conflicted conflict(String owner, Set<StreamId> streams, long basis) {
        lock.lock();
        try {
            for (var stream : streams) {
                var entry = entries.get(new StreamRef(owner, stream));
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
