package io.taskledger.embedded.mongo;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Documents as BSON, which takes a quarter of the memory of objects and never changes while somebody reads it. All
 * operations hold the collection's monitor, but what they found is decoded outside of it.
 */
final class StoredCollection extends AbstractSynchronizedMongoCollection<Integer> {

    private static final int ENCODER = 1 << 14;

    private final List<byte @Nullable []> documents = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();
    private ByteBuf encoder = Unpooled.buffer(ENCODER);
    private long dataSize;

    StoredCollection(MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
        super(database, name, options, cursors);
    }

    /** A search; to be run while the collection's monitor is held. */
    Search search(Document query, @Nullable Document orderBy, int skip, int limit) {
        return new Search(
                indexes(), documents::get, documents.size(), count(), Filter.of(query), Order.of(orderBy), skip, limit);
    }

    private List<OrderedIndex> indexes() {
        return getIndexes().stream().map(OrderedIndex.class::cast).toList();
    }

    /**
     * The answer to a {@code find} command. What is found is not decoded: it is sent as it is stored.
     *
     * @param batchSize 0 for all
     * @param cursor whether what is beyond the batch can be requested later
     */
    Document find(Document command, int batchSize, boolean cursor) {
        var projection = (Document) command.get("projection");
        List<byte[]> found;
        synchronized (this) {
            found = search(
                            (Document) command.getOrDefault("filter", new Document()),
                            (Document) command.get("sort"),
                            number(command, "skip"),
                            number(command, "limit"))
                    .run();
        }
        int first = batchSize > 0 ? Math.min(batchSize, found.size()) : found.size();
        var batch = shown(found.subList(0, first), projection);
        if (first == found.size() || !cursor) {
            return Found.response(getFullName(), "firstBatch", batch, 0);
        }
        var rest = new StoredCursor(
                cursorRegistry.generateCursorId(),
                List.copyOf(found.subList(first, found.size())),
                some -> shown(some, projection));
        cursorRegistry.add(rest);
        return Found.response(getFullName(), "firstBatch", batch, rest.getId());
    }

    private static int number(Document command, String name) {
        return Math.abs(((Number) command.getOrDefault(name, 0)).intValue());
    }

    /** Stored documents, or decoded ones if the projection needs that. */
    private List<?> shown(List<byte[]> found, @Nullable Document projection) {
        if (projection == null || projection.isEmpty()) {
            return found.stream().map(StoredDocument::new).toList();
        }
        var selection = FieldSelection.of(projection);
        return selection == null
                ? projected(found, projection)
                : found.stream()
                        .map(document -> new StoredDocument(BsonReader.selected(document, selection)))
                        .toList();
    }

    private List<Document> projected(List<byte[]> found, Document projection) {
        return super.matchDocumentsFromStream(
                        new Document(), found.stream().map(BsonReader::document), 0, 0, 0, null, projection)
                .collectDocuments();
    }

    /** For the core, which wants documents of its own. */
    @Override
    protected QueryResult queryDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batchSize, @Nullable Document fields) {
        var found = search(query, orderBy, skip, Math.abs(limit)).run();
        return new QueryResult(
                fields == null || fields.isEmpty()
                        ? found.stream().map(BsonReader::document).toList()
                        : projected(found, fields));
    }

    @Override
    public synchronized int count(@Nullable Document query, int skip, int limit) {
        return query == null || query.isEmpty()
                ? super.count(query, skip, limit)
                : search(query, null, skip, Math.max(limit, 0)).count();
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batchSize, @Nullable Document fields) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    public synchronized int count() {
        return documents.size() - free.size();
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        var bson = encoded(document);
        dataSize += bson.length;
        if (free.isEmpty()) {
            documents.add(bson);
            return documents.size() - 1;
        }
        int place = free.removeLast();
        documents.set(place, bson);
        return place;
    }

    private byte[] encoded(Document document) {
        encoder.clear();
        BsonWriter.document(document, encoder);
        var bson = new byte[encoder.readableBytes()];
        encoder.readBytes(bson);
        if (encoder.capacity() > 4 * ENCODER) {
            encoder = Unpooled.buffer(ENCODER); // do not keep what one large document needed
        }
        return bson;
    }

    @Override
    protected void handleUpdate(Integer place, Document before, Document after) {
        var bson = encoded(after);
        dataSize += bson.length - documents.set(place, bson).length;
    }

    @Override
    public synchronized void removeDocument(Document document) {
        int place = placeOf(document);
        if (place >= 0) {
            indexes().forEach(index -> index.remove(document, place));
            removeDocument(Integer.valueOf(place));
        }
    }

    @Override
    protected void removeDocument(Integer place) {
        dataSize -= documents.set(place, null).length;
        free.add(place);
    }

    /** The place of a stored document, or -1. */
    int placeOf(Document document) {
        for (var index : indexes()) {
            if (index.isPrimary()) {
                return index.placeOf(requireNonNull(document.get("_id")));
            }
        }
        var bson = encoded(document);
        return IntStream.range(0, documents.size())
                .filter(place -> Arrays.equals(documents.get(place), bson))
                .findFirst()
                .orElse(-1);
    }

    @Override
    protected @Nullable Integer findDocumentPosition(Document document) {
        int place = placeOf(document);
        return place < 0 ? null : place;
    }

    @Override
    protected Document getDocument(Integer place) {
        return BsonReader.document(documents.get(place));
    }

    @Override
    protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
        return IntStream.range(0, documents.size())
                .filter(place -> documents.get(place) != null)
                .mapToObj(place -> new DocumentWithPosition<>(getDocument(place), place));
    }

    /** The sizes are known here without encoding the documents once more. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int difference) {}

    @Override
    protected int getDataSize() {
        return Math.toIntExact(Math.min(dataSize, Integer.MAX_VALUE));
    }
}
