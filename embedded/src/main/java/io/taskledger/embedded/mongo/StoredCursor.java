package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.function.Function;

/** The rest of a result, as it was when the query ran. Not thread-safe: a client reads one batch after another. */
final class StoredCursor extends AbstractCursor {

    private final Function<List<byte[]>, List<?>> show;
    private List<byte[]> rest;

    /** @param show makes what is sent out of what is stored */
    StoredCursor(long id, List<byte[]> rest, Function<List<byte[]>, List<?>> show) {
        super(id);
        this.rest = rest;
        this.show = show;
    }

    @Override
    public boolean isEmpty() {
        return rest.isEmpty();
    }

    /** @param number 0 for all */
    List<?> next(int number) {
        int taken = number > 0 ? Math.min(number, rest.size()) : rest.size();
        var batch = show.apply(rest.subList(0, taken));
        rest = rest.subList(taken, rest.size());
        return batch;
    }

    @Override
    public List<Document> takeDocuments(int number) {
        throw new UnsupportedOperationException("Read by its own command");
    }
}
