package io.taskledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.taskledger.command.SharedServers;
import io.taskledger.contract.commit.Lanes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class LedgerIdentityTest {

    private static final String READ_PREFERENCE = "$readPreference";

    private final List<BsonDocument> sent = new CopyOnWriteArrayList<>();

    /** A secondary that is behind does not have it yet. The driver names every other preference than the primary. */
    @Test
    void it_is_read_from_the_primary_whatever_the_uri_prefers() {
        var settings = MongoClientSettings.builder()
                .applyConnectionString(
                        new ConnectionString(SharedServers.mongo().uri() + "/?readPreference=secondaryPreferred"))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        sent.add(event.getCommand().clone());
                    }
                })
                .build();
        try (var client = MongoClients.create(settings)) {
            var meta = client.getDatabase("identity").getCollection("meta-" + UUID.randomUUID());
            meta.find().first();
            assertThat(sent).as("what the URI prefers").allMatch(command -> command.containsKey(READ_PREFERENCE));
            sent.clear();

            LedgerIdentity.require(meta, new Lanes(2), "keys");
            LedgerIdentity.require(meta, new Lanes(2), "keys");

            assertThat(sent).extracting(BsonDocument::getFirstKey).containsExactly("find", "insert", "find");
            assertThat(sent).noneMatch(command -> command.containsKey(READ_PREFERENCE));
        }
    }
}
