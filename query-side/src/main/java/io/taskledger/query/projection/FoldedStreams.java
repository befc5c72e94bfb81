package io.taskledger.query.projection;

import io.taskledger.contract.event.Event;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.query.fold.DocumentChange;
import io.taskledger.query.fold.EventInCommit;
import io.taskledger.query.fold.ImpossibleEventException;
import io.taskledger.query.fold.StreamProjection;
import io.taskledger.query.store.ReadModels;
import java.util.Set;
import java.util.stream.Collectors;

/** The documents of the streams of one kind, and the events folded into them. Not thread-safe. */
record FoldedStreams<E extends Event, T>(StreamProjection<E, T> projection, Documents<T> documents) implements Folded {

    /** Reads the documents of these streams in one round trip. */
    static <E extends Event, T> FoldedStreams<E, T> load(
            ReadModels readModels, StreamProjection<E, T> projection, Set<StreamKey> streams) {
        var ids = streams.stream()
                .map(stream -> projection.id(stream.owner(), stream.stream()))
                .collect(Collectors.toSet());
        return new FoldedStreams<>(projection, Documents.load(readModels, projection, ids));
    }

    /** The position of the stream's document when it was read; negative if there was none. */
    long position(StreamKey stream) {
        return documents.folded(projection.id(stream.owner(), stream.stream())).read();
    }

    /**
     * Folds an event that the document does not contain yet.
     *
     * @throws io.taskledger.contract.event.UnreadableEventException if it cannot be read; nothing has changed
     * @throws ImpossibleEventException if it cannot follow; nothing has changed
     */
    void fold(EventInCommit event, EventCodec codec, Changes changes) {
        var id = projection.id(event.owner(), event.recorded().stream());
        var document = documents.folded(id);
        long position = event.commit().position();
        if (!document.had(position)) {
            var before = document.value();
            var after = projection.fold(before, read(event, codec), event);
            document.fold(after, position);
            changes.add(projection, new DocumentChange<>(id, before, after, event));
        }
    }

    private E read(EventInCommit event, EventCodec codec) {
        var read = codec.read(event.recorded());
        if (!projection.events().isInstance(read)) {
            throw new ImpossibleEventException(event.recorded().type() + " is in a stream of another kind");
        }
        return projection.events().cast(read);
    }

    @Override
    public boolean write() {
        return documents.write();
    }
}
