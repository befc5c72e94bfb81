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
 * The collections of the query side and their indexes: the only class that knows their names. Every index for queries
 * of users starts with the owner, like the queries. Thread-safe.
 */
public final class ReadModels {

    private static final List<String> SORTED = List.of(
            "dueAscending", "dueDescending", "priorityAscending", "priority", "createdAt", "updatedAt", "titleKey");

    private final MongoDatabase database;

    /** Reads from the primary and writes with majority, whatever the URI says, because guards depend on it. */
    public ReadModels(MongoDatabase database) {
        this.database = database.withReadPreference(ReadPreference.primary())
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** The same collections, with this time-out for every access, including all waiting. */
    public ReadModels within(Duration patience) {
        return new ReadModels(database.withTimeout(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** One document per task. */
    public MongoCollection<Document> tasks() {
        return collection("tasks");
    }

    /** One document per event of a task. */
    public MongoCollection<Document> history() {
        return collection("task_history");
    }

    /** One document per owner. */
    public MongoCollection<Document> stats() {
        return collection("stats");
    }

    /** One document per owner and day: the number of the owner's tasks completed on it. */
    public MongoCollection<Document> completions() {
        return collection("completions");
    }

    /** One document per owner with a profile. */
    public MongoCollection<Document> profiles() {
        return collection("profiles");
    }

    /** One document per parked event. */
    public MongoCollection<Document> parked() {
        return collection("parked");
    }

    /** One document per lane: how far it is applied. */
    public MongoCollection<Document> checkpoints() {
        return collection("checkpoints");
    }

    /**
     * Creates missing indexes, without a time-out. Each order of the list has one. A filter that selects few of many
     * tasks has one too, for its most frequent orders; there the filter's field is second, because an index of the
     * embedded server covers only two fields. For MongoDB the order of fields with equality conditions does not matter.
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
