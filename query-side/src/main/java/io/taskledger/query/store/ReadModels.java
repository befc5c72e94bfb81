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
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** The collections of the query side: one for each projection, the parked events, and the checkpoints. Thread-safe. */
public final class ReadModels {

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

    /** The documents of this projection. */
    public MongoCollection<Document> of(Projection projection) {
        return collection(projection.collection());
    }

    /** One document per parked event. */
    public MongoCollection<Document> parked() {
        return collection("parked");
    }

    /** One document per lane: how far it is applied. */
    public MongoCollection<Document> checkpoints() {
        return collection("checkpoints");
    }

    /** Creates missing indexes, without a time-out. */
    public void createIndexes(Projections projections) {
        within(Duration.ZERO).makeIndexes(projections);
    }

    private void makeIndexes(Projections projections) {
        for (var projection : projections.foldOrder()) {
            projection.indexes().forEach(index -> of(projection).createIndex(index));
        }
        parked().createIndex(Indexes.ascending("lane", "head"));
        parked().createIndex(Indexes.ascending("owner", "stream", "position", "index"));
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }
}
