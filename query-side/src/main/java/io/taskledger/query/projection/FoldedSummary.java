package io.taskledger.query.projection;

import io.taskledger.query.fold.DocumentChange;
import io.taskledger.query.fold.SummaryProjection;
import io.taskledger.query.store.ReadModels;
import java.util.HashSet;
import java.util.Set;

/**
 * The documents of a summary, and the changes of its source folded into them. Not thread-safe.
 *
 * @param starting the lanes in which some document starts from the empty state
 */
record FoldedSummary<S, T>(SummaryProjection<S, T> projection, Documents<T> documents, Set<Integer> starting)
        implements Folded {

    /** Reads the affected documents in one round trip, or in none if there are none, and folds the changes. */
    static <S, T> FoldedSummary<S, T> of(ReadModels readModels, SummaryProjection<S, T> projection, Changes changes) {
        var incoming = changes.of(projection.source());
        var ids = new HashSet<String>();
        incoming.forEach(change -> ids.addAll(projection.affected(change)));
        var folded = new FoldedSummary<>(projection, Documents.load(readModels, projection, ids), new HashSet<>());
        incoming.forEach(change -> projection.affected(change).forEach(id -> folded.fold(id, change, changes)));
        return folded;
    }

    private void fold(String id, DocumentChange<S> change, Changes changes) {
        var document = documents.folded(id);
        long position = change.cause().commit().position();
        if (!document.had(position)) {
            var before = document.value();
            var value = before == null ? projection.empty() : before;
            var after = projection.fold(id, value, change);
            if (!after.equals(value)) {
                if (before == null) {
                    starting.add(change.cause().commit().lane());
                }
                document.fold(after, position);
                changes.add(projection, new DocumentChange<>(id, before, after, change.cause()));
            }
        }
    }

    @Override
    public boolean write() {
        return documents.write();
    }
}
