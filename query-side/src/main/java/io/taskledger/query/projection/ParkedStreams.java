package io.taskledger.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.query.store.ReadModels;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;

/**
 * Finds the tasks and profiles with an event that could not be applied, whose documents are therefore out of date.
 * Thread-safe; throws {@link com.mongodb.MongoException} if MongoDB does not respond.
 */
public final class ParkedStreams {

    private final MongoCollection<Document> parked;

    /** @param group the group of projections that reads these streams */
    public ParkedStreams(ReadModels readModels, String group) {
        this.parked = readModels.parked(group);
    }

    /** Whether an event of the owner's task or profile is parked. */
    public boolean has(String owner, StreamId stream) {
        return parked.find(Filters.and(Filters.eq("owner", owner), Filters.eq("stream", stream.name())))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    /** The owner's tasks with a parked event. */
    public Set<UUID> tasks(String owner) {
        var tasks = new HashSet<UUID>();
        var heads = parked.find(Filters.and(Filters.eq("owner", owner), Filters.eq("head", true)))
                .projection(Projections.include("stream"));
        for (var head : heads) {
            var task = new StreamId(head.getString("stream")).task();
            if (task != null) {
                tasks.add(task);
            }
        }
        return tasks;
    }
}
