package io.taskledger.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.embedded.EmbeddedMongo;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    @Test
    void a_store_that_was_emptied_meanwhile_gives_nobody_a_second_key() {
        var store = other();
        store.add("alice", KeyStoreContract.key(1));
        collection.deleteMany(new Document());

        assertThatThrownBy(() -> store.add("alice", KeyStoreContract.key(2)))
                .isInstanceOf(KeyStoreUnavailableException.class);
        assertThat(collection.countDocuments()).isZero();
    }

    @Test
    void a_state_of_a_later_version_is_neither_a_key_nor_an_erasure() {
        collection.insertOne(new Document("_id", "alice").append("state", "erasing"));

        assertThatThrownBy(() -> other().find("alice")).isInstanceOf(KeyStoreUnavailableException.class);
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
