package io.taskledger.query.projection;

import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.Filters;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.query.fold.EventPosition;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.fold.StreamKind;
import io.taskledger.query.store.Guarded;
import io.taskledger.query.store.ReadModels;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The parked events of one lane: the heads, which could not be applied, and behind each head all later events of its
 * stream, so that nothing is applied after a missing event. The bytes of an event stay in Kafka, where lane and offset
 * find them. Each group parks its own streams. Not thread-safe.
 */
final class Parked {

    private static final String BEHIND = "Follows an event of its stream that could not be applied";

    private final ReadModels readModels;
    private final Projections projections;
    private final int lane;
    private Map<StreamKey, EventPosition> heads = Map.of();
    private long count;

    private Parked(ReadModels readModels, Projections projections, int lane) {
        this.readModels = readModels;
        this.projections = projections;
        this.lane = lane;
    }

    static Parked load(ReadModels readModels, Projections projections, int lane) {
        var parked = new Parked(readModels, projections, lane);
        parked.reload();
        return parked;
    }

    /** Reads the parked events again, because another node may have parked some. */
    void reload() {
        var found = new HashMap<StreamKey, EventPosition>();
        long events = 0;
        for (var group : projections.groups()) {
            events += load(group, found);
        }
        heads = found;
        count = events;
    }

    /** Reads the group's part; generations 0 share a collection, so it may contain streams of other groups. */
    private long load(String group, Map<StreamKey, EventPosition> found) {
        long events = 0;
        var fields = include("owner", "stream", "position", "index", "head");
        for (var event : readModels.parked(group).find(Filters.eq("lane", lane)).projection(fields)) {
            var stream = new StreamId(event.getString("stream"));
            if (group.equals(projections.groupOf(StreamKind.of(stream)))) {
                events++;
                if (event.getBoolean("head")) {
                    found.put(
                            new StreamKey(event.getString("owner"), stream),
                            new EventPosition(lane, event.getLong("position"), event.getInteger("index")));
                }
            }
        }
        return events;
    }

    /** The position of the stream's head, or null if the stream is not parked. */
    @Nullable
    EventPosition head(StreamKey stream) {
        return heads.get(stream);
    }

    /** Stores the events that a batch has parked. */
    void store(List<Document> documents) {
        if (!documents.isEmpty()) {
            documents.stream().collect(Collectors.groupingBy(this::group)).forEach(this::insert);
            reload();
        }
    }

    private String group(Document event) {
        return Objects.requireNonNull(projections.groupOf(StreamKind.of(new StreamId(event.getString("stream")))));
    }

    private void insert(String group, List<Document> documents) {
        Guarded.insertAbsent(readModels.parked(group), documents);
    }

    /** The number of parked events of the lane. */
    long count() {
        return count;
    }

    /** The document of a head: an event that could not be applied. */
    static Document head(LaneCommit from, EventPosition place, RecordedEvent event, String reason) {
        return document(from, place, event, true, reason);
    }

    /** The document of an event behind a head. */
    static Document behind(LaneCommit from, EventPosition place, RecordedEvent event) {
        return document(from, place, event, false, BEHIND);
    }

    private static Document document(
            LaneCommit from, EventPosition place, RecordedEvent event, boolean head, String reason) {
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
