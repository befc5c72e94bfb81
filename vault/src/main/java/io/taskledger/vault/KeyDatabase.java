package io.taskledger.vault;

import static java.util.Objects.requireNonNull;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import io.taskledger.edge.SettingException;
import io.taskledger.node.NodeSettings;
import io.taskledger.node.mongo.MongoUri;
import io.taskledger.vault.store.KeyStore;
import io.taskledger.vault.store.MongoKeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connection to the MongoDB that keeps the keys; a client of its own, because it is a server of its own. */
final class KeyDatabase implements AutoCloseable {

    /** There is no such MongoDB, because a folder keeps the keys. */
    static final KeyDatabase NONE = new KeyDatabase(null, "");

    private static final String PROPERTY = "taskledger.keys.uri";
    private static final Set<Integer> REFUSALS = Set.of(13, 18); // Unauthorized, AuthenticationFailed
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
                    "names a server of the ledger, whose disk would then contain both text and keys: use another"
                            + " MongoDB, or set taskledger.keys.beside-ledger=true");
        }
        return new KeyDatabase(client, settings.database());
    }

    private static boolean sharesServer(String one, String other) {
        return !Collections.disjoint(servers(one), servers(other));
    }

    private static List<ServerAddress> servers(String uri) {
        return new ConnectionString(uri)
                .getHosts().stream().map(ServerAddress::new).toList();
    }

    /** Why nothing can be read: the servers refuse this process, or do not respond. */
    static SettingException silent(@Nullable Throwable cause) {
        boolean refused = cause instanceof MongoSecurityException
                || cause instanceof MongoException refusal && REFUSALS.contains(refusal.getCode());
        return new SettingException(
                PROPERTY,
                refused
                        ? "has a user or a password that its servers refuse: correct it, or give the user the role readWrite"
                        : "names servers, none of which responded as primary within 15 s: start them or correct the URI");
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
