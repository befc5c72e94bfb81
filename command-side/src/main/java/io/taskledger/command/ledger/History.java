package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream, in order, as they are read, so that a long history needs no memory. The ledger folds them
 * on their way: once all are read, it knows the state of the stream. Not thread-safe. Its methods throw
 * {@link io.taskledger.node.log.LedgerUnavailableException} if MongoDB does not respond.
 */
public final class History<S> implements Iterator<History.Entry>, AutoCloseable {

    private final Lane<S> lane;
    private final String owner;
    private final StreamId stream;
    private final Folding<S> folding;
    private final Deque<Entry> read = new ArrayDeque<>();
    private long head;
    private StreamReading reading;
    private Ledger.@Nullable Known<S> known;

    /** One event and the commit that it belongs to. */
    public record Entry(Commit commit, RecordedEvent event) {}

    History(Lane<S> lane, Fold<S> fold, String owner, StreamId stream) {
        this.lane = lane;
        this.owner = owner;
        this.stream = stream;
        folding = new Folding<>(fold, stream);
        head = lane.memory().head();
        reading = lane.read(owner, Set.of(stream), -1, head);
    }

    @Override
    public boolean hasNext() {
        while (read.isEmpty() && known == null) {
            var commit = reading.next();
            if (commit == null) {
                learn();
            } else {
                folding.accept(commit);
                commit.content().events().stream()
                        .filter(event -> event.stream().equals(stream))
                        .forEach(event -> read.add(new Entry(commit, event)));
            }
        }
        return !read.isEmpty();
    }

    /** If the stream has changed since the read began, the read goes on. */
    private void learn() {
        known = lane.memory().learn(owner, stream, folding, head);
        if (known == null) {
            long after = head;
            head = lane.memory().head();
            reading = lane.read(owner, Set.of(stream), after, head);
        }
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read.remove();
    }

    /** What the events lead to, when all are read. */
    public Ledger.Known<S> known() {
        if (known == null) {
            throw new IllegalStateException("There are more events to read");
        }
        return known;
    }

    /** Reads no further. */
    @Override
    public void close() {
        reading.close();
    }
}
