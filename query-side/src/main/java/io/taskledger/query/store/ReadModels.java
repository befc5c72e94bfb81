package io.taskledger.query.store;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The collections of the query side and their indexes: the only place that knows their names. Every index that serves a
 * query of users starts with the owner, as every such query does. Thread-safe.
 */
public final class ReadModels {

    private static final List<String> SORTED = List.of(
            "dueAscending", "dueDescending", "priorityAscending", "priority", "createdAt", "updatedAt", "titleKey");

    private final MongoDatabase database;

    /** Reads and writes at the primary and with its majority, whatever the URI says: guards depend on it. */
    public ReadModels(MongoDatabase database) {
        this.database = database.withReadPreference(ReadPreference.primary())
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** The same, where every access fails that does not succeed within this time, all waiting included. */
    public ReadModels within(Duration patience) {
        return new ReadModels(database.withTimeout(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** One document a task. */
    public MongoCollection<Document> tasks() {
        return collection("tasks");
    }

    /** One document an event of a task. */
    public MongoCollection<Document> history() {
        return collection("task_history");
    }

    /** One document an owner. */
    public MongoCollection<Document> stats() {
        return collection("stats");
    }

    /** One document an owner and day: how many of the owner's tasks were completed on it. */
    public MongoCollection<Document> completions() {
        return collection("completions");
    }

    /** One document an owner who has set a profile. */
    public MongoCollection<Document> profiles() {
        return collection("profiles");
    }

    /** One document an event that could not be applied, or that stands behind one. */
    public MongoCollection<Document> parked() {
        return collection("parked");
    }

    /** One document a lane: how far it is applied. */
    public MongoCollection<Document> checkpoints() {
        return collection("checkpoints");
    }

    /**
     * Makes the indexes that do not exist yet, however long that takes: no time-out of the client counts. Each order of
     * the list has one. A filter that leaves few of many tasks has one too, for the orders in which it is asked most;
     * there, what the filter names stands second, because an index of the embedded server looks at two fields only. To
     * MongoDB the order of fields that are equal to something is all the same.
     */
    public void createIndexes() {
        within(Duration.ZERO).makeIndexes();
    }

    private void makeIndexes() {
        for (var sorted : SORTED) {
            tasks().createIndex(ascending("owner", "deleted", sorted, "task"));
        }
        tasks().createIndex(ascending("owner", "status", "deleted", "dueAscending", "task"));
        for (var filtered : List.of("status", "tagKeys", "words")) {
            tasks().createIndex(ascending("owner", filtered, "deleted", "createdAt", "task"));
        }
        history().createIndex(ascending("owner", "task", "version"));
        parked().createIndex(ascending("lane", "head"));
        parked().createIndex(ascending("owner", "stream", "position", "index"));
    }

    private static Bson ascending(String... fields) {
        return Indexes.ascending(fields);
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }
}
