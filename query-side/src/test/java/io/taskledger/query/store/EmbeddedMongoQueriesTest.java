package io.taskledger.query.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedMongo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EmbeddedMongoQueriesTest extends MongoQueriesContract {

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
    MongoClient client() {
        return client;
    }
}
