package io.taskledger.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.query.fold.Place;
import io.taskledger.query.store.Guarded;
import io.taskledger.query.store.ReadModels;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The parked events of one lane: the heads, which could not be applied, and behind each head all later events of its
 * stream, so that nothing is applied after a missing event. The bytes of an event stay in Kafka, where lane and offset
 * find them. Not thread-safe.
 */
final class Parked {

    private static final String BEHIND = "Follows an event of its stream that could not be applied";

    private final MongoCollection<Document> collection;
    private final int lane;
    private Map<StreamKey, Place> heads = Map.of();
    private long count;

    private Parked(MongoCollection<Document> collection, int lane) {
        this.collection = collection;
        this.lane = lane;
    }

    static Parked load(ReadModels readModels, int lane) {
        var parked = new Parked(readModels.parked(), lane);
        parked.reload();
        return parked;
    }

    /** Reads the parked events again, because another node may have parked some. */
    void reload() {
        var found = new HashMap<StreamKey, Place>();
        var fields = Projections.include("owner", "stream", "position", "index");
        for (var head : collection
                .find(Filters.and(Filters.eq("lane", lane), Filters.eq("head", true)))
                .projection(fields)) {
            found.put(
                    new StreamKey(head.getString("owner"), new StreamId(head.getString("stream"))),
                    new Place(lane, head.getLong("position"), head.getInteger("index")));
        }
        heads = found;
        count = found.isEmpty() ? 0 : collection.countDocuments(Filters.eq("lane", lane));
    }

    /** The position of the stream's head, or null if the stream is not parked. */
    @Nullable
    Place head(StreamKey stream) {
        return heads.get(stream);
    }

    /** Stores the events that a batch has parked. */
    void store(List<Document> documents) {
        if (!documents.isEmpty()) {
            Guarded.insertAbsent(collection, documents);
            reload();
        }
    }

    /** The number of parked events of the lane. */
    long count() {
        return count;
    }

    /** The document of a head: an event that could not be applied. */
    static Document head(LaneCommit from, Place place, RecordedEvent event, String reason) {
        return document(from, place, event, true, reason);
    }

    /** The document of an event behind a head. */
    static Document behind(LaneCommit from, Place place, RecordedEvent event) {
        return document(from, place, event, false, BEHIND);
    }

    private static Document document(LaneCommit from, Place place, RecordedEvent event, boolean head, String reason) {
        var content = from.commit().content();
        return new Document("_id", place.id())
                .append("lane", place.lane())
                .append("position", place.position())
                .append("index", place.index())
                .append("offset", from.offset())
                .append("commit", content.id().toString())
                .append("time", Date.from(content.time()))
                .append("owner", content.owner())
                .append("stream", event.stream().name())
                .append("streamVersion", event.streamVersion())
                .append("event", event.id().toString())
                .append("type", event.type())
                .append("version", event.version())
                .append("head", head)
                .append("reason", reason);
    }
}
