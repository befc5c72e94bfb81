package io.taskledger.command.axon;

import static java.util.Objects.requireNonNull;

import io.taskledger.command.ledger.History;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.contract.commit.StreamRef;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What Axon sources of some streams: for each, the state that the ledger has in memory, as a snapshot, or else its
 * events, which are read while Axon folds them. It ends with the position as of which all of it is complete. Not
 * thread-safe.
 */
final class SourcedEvents<S> implements Iterator<EventMessage>, AutoCloseable {

    private final Ledger<S> ledger;
    private final LedgerFormat<S> format;
    private final Iterator<StreamRef> streams;
    private @Nullable History<S> history;
    private @Nullable EventMessage next;
    private long basis = Long.MAX_VALUE;
    private boolean ended;

    /** @throws IllegalArgumentException if there are no streams */
    SourcedEvents(Ledger<S> ledger, LedgerFormat<S> format, Set<StreamRef> streams) {
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("Criteria without a stream");
        }
        this.ledger = ledger;
        this.format = format;
        this.streams = streams.iterator();
    }

    MessageStream<EventMessage> stream() {
        return MessageStream.fromIterable(() -> this, this::context);
    }

    /** The smallest position as of which a stream is complete, when all are read. */
    long basis() {
        return basis;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            advance();
        }
        return next != null;
    }

    private void advance() {
        if (history != null) {
            if (history.hasNext()) {
                var entry = history.next();
                next = format.event(entry.commit(), entry.event());
                return;
            }
            basis = Math.min(basis, history.known().basis());
            history = null;
        } else if (streams.hasNext()) {
            begin(streams.next());
        } else {
            ended = true;
            next = TerminalEventMessage.INSTANCE;
        }
    }

    private void begin(StreamRef stream) {
        var known = ledger.known(stream.owner(), stream.stream());
        var state = known == null ? null : known.state();
        var snapshot = state == null ? null : format.snapshot(state);
        if (known != null && (state == null || snapshot != null)) {
            basis = Math.min(basis, known.basis());
            next = snapshot;
        } else {
            history = ledger.history(stream.owner(), stream.stream());
        }
    }

    @Override
    public EventMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var found = requireNonNull(next);
        next = null;
        return found;
    }

    private Context context(EventMessage message) {
        return message instanceof TerminalEventMessage
                ? ConsistencyMarker.addToContext(Context.empty(), new PositionMarker(basis))
                : Context.empty();
    }

    /** Reads no further. */
    @Override
    public void close() {
        if (history != null) {
            history.close();
        }
    }
}
