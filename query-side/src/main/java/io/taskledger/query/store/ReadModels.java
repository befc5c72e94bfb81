package io.taskledger.query.store;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import io.taskledger.query.fold.Projection;
import io.taskledger.query.fold.Projections;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * The collections of the query side: those of one generation of each group of projections, and those that all
 * generations share. Thread-safe.
 */
public final class ReadModels {

    private final MongoDatabase database;
    private final Map<String, Generation> generations;

    private ReadModels(MongoDatabase database, Map<String, Generation> generations) {
        this.database = database;
        this.generations = Map.copyOf(generations);
    }

    /**
     * The first generation of every group. It reads from the primary and writes with majority, whatever the URI says,
     * because guards depend on it.
     */
    public ReadModels(MongoDatabase database) {
        this(
                database.withReadPreference(ReadPreference.primary())
                        .withReadConcern(ReadConcern.MAJORITY)
                        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true)),
                Map.of());
    }

    /** The same collections, with this time-out for every access, including all waiting. */
    public ReadModels within(Duration timeout) {
        return new ReadModels(database.withTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS), generations);
    }

    /** The same database with these generations. */
    public ReadModels with(Collection<Generation> chosen) {
        var all = new HashMap<>(generations);
        chosen.forEach(generation -> all.put(generation.group(), generation));
        return new ReadModels(database, all);
    }

    /** The generation of this group. */
    public Generation generation(String group) {
        return generations.getOrDefault(group, new Generation(group, 0));
    }

    /** The documents of this projection. */
    public MongoCollection<Document> of(Projection projection) {
        return collection(generation(projection.group()).of(projection.collection()));
    }

    /** One document per parked event of this group. */
    public MongoCollection<Document> parked(String group) {
        return collection(generation(group).parked());
    }

    /** One document per lane: how far each generation is applied. */
    public MongoCollection<Document> checkpoints() {
        return collection("checkpoints");
    }

    /** One document per generation of each group. */
    public MongoCollection<Document> generations() {
        return collection("generations");
    }

    /** Creates missing indexes, without a time-out. */
    public void createIndexes(Projections projections) {
        within(Duration.ZERO).makeIndexes(projections);
    }

    private void makeIndexes(Projections projections) {
        for (var projection : projections.foldOrder()) {
            projection.indexes().forEach(index -> of(projection).createIndex(index));
        }
        for (var group : projections.groups()) {
            parked(group).createIndex(Indexes.ascending("lane", "head"));
            parked(group).createIndex(Indexes.ascending("owner", "stream", "position", "index"));
        }
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }
}
