package io.taskledger.query.projection;

import io.taskledger.query.fold.LogProjection;
import io.taskledger.query.fold.Projection;
import io.taskledger.query.store.Guarded;
import io.taskledger.query.store.ReadModels;
import java.util.List;
import org.bson.Document;

/** The entries of a log, one for each change of its source. */
record FoldedLog(ReadModels readModels, Projection projection, List<Document> entries) implements Folded {

    static <S> FoldedLog of(ReadModels readModels, LogProjection<S> projection, Changes changes) {
        var entries = changes.of(projection.source()).stream()
                .map(projection::document)
                .toList();
        return new FoldedLog(readModels, projection, entries);
    }

    @Override
    public boolean write() {
        Guarded.insertAbsent(readModels.of(projection), entries);
        return true;
    }
}
