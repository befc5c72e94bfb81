package io.taskledger.vault.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.embedded.EmbeddedMongo;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class InMemoryServerKeyStoreTest extends KeyStoreContract {

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    private MongoCollection<Document> collection;

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
    KeyStore empty() {
        collection = client.getDatabase("keys").getCollection("owner_keys-" + UUID.randomUUID());
        return other();
    }

    @Override
    KeyStore other() {
        return new MongoKeyStore(collection, Duration.ofMinutes(2));
    }
}
