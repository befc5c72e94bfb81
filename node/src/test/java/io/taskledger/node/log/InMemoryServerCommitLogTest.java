package io.taskledger.node.log;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedMongo;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class InMemoryServerCommitLogTest extends CommitLogContract {

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @Override
    CommitLog empty() {
        return new MongoCommitLog(
                new CommitCollection(client.getDatabase("log").getCollection("commits-" + UUID.randomUUID())));
    }
}
