package io.taskledger.vault;

import static java.util.Objects.requireNonNull;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import io.taskledger.edge.SettingException;
import io.taskledger.node.NodeSettings;
import io.taskledger.node.mongo.MongoUri;
import io.taskledger.vault.store.KeyStore;
import io.taskledger.vault.store.MongoKeyStore;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connection to the MongoDB that keeps the keys; a client of its own, because it is a server of its own. */
final class KeyDatabase implements AutoCloseable {

    /** There is no such MongoDB, because a folder keeps the keys. */
    static final KeyDatabase NONE = new KeyDatabase(null, "");

    private static final String PROPERTY = "taskledger.keys.uri";
    private static final String COLLECTION = "owner_keys";

    private final @Nullable MongoClient client;
    private final String database;

    private KeyDatabase(@Nullable MongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    /** @throws SettingException if the URI is missing or wrong, or names the servers of the ledger */
    static KeyDatabase open(KeySettings settings, NodeSettings node) {
        if (!KeySettings.isSet(settings.uri())) {
            throw new SettingException(
                    PROPERTY, "is missing: set it to the URI of a MongoDB that keeps only the keys of owners");
        }
        var uri = requireNonNull(settings.uri());
        var client = MongoUri.open(
                PROPERTY,
                uri,
                MongoClientSettings.builder()
                        .applicationName("taskledger-keys")
                        .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                        .applyToSocketSettings(socket ->
                                socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(5, TimeUnit.SECONDS)));
        if (!settings.besideLedger() && sharesServer(uri, node.mongodb().uri())) {
            client.close();
            throw new SettingException(
                    PROPERTY,
                    "names a server of the ledger, so that a copy of its disk contains text and keys: use another"
                            + " MongoDB, or set taskledger.keys.beside-ledger=true");
        }
        return new KeyDatabase(client, settings.database());
    }

    private static boolean sharesServer(String one, String other) {
        return !Collections.disjoint(new ConnectionString(one).getHosts(), new ConnectionString(other).getHosts());
    }

    KeyStore store() {
        return new MongoKeyStore(requireNonNull(client).getDatabase(database).getCollection(COLLECTION));
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
