package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.function.Function;

/** The rest of a result, as it was when the query ran; decoded batch by batch. */
final class StoredCursor extends AbstractCursor {

    private final Function<List<byte[]>, List<Document>> decode;
    private List<byte[]> rest;

    StoredCursor(long id, List<byte[]> rest, Function<List<byte[]>, List<Document>> decode) {
        super(id);
        this.rest = rest;
        this.decode = decode;
    }

    @Override
    public boolean isEmpty() {
        return rest.isEmpty();
    }

    @Override
    public List<Document> takeDocuments(int number) {
        int taken = number > 0 ? Math.min(number, rest.size()) : rest.size();
        var batch = decode.apply(rest.subList(0, taken));
        rest = rest.subList(taken, rest.size());
        return batch;
    }
}
