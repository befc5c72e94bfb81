package io.taskledger.query.projection;

import io.taskledger.query.fold.DocumentChange;
import io.taskledger.query.fold.DocumentProjection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a batch has changed the documents of each projection, in the order of the events. Not thread-safe. */
final class Changes {

    private final Map<DocumentProjection<?>, List<DocumentChange<?>>> changes = new HashMap<>();

    <T> void add(DocumentProjection<T> projection, DocumentChange<T> change) {
        changes.computeIfAbsent(projection, _ -> new ArrayList<>()).add(change);
    }

    /** The changes of this projection's documents. */
    @SuppressWarnings("unchecked") // safe: add() accepts only changes of the projection's own type
    <T> List<DocumentChange<T>> of(DocumentProjection<T> projection) {
        return (List<DocumentChange<T>>) (List<?>) changes.getOrDefault(projection, List.of());
    }
}
