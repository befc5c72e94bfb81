package io.taskledger.node.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.taskledger.edge.SettingException;
import org.bson.Document;

/** The URI of a MongoDB, and the messages for a wrong one. */
public final class MongoUri {

    private MongoUri() {}

    /**
     * Creates a client. The servers may be down; only DNS must know those of a {@code mongodb+srv} URI.
     *
     * @param property the setting that has the URI
     * @param settings the URI is added here
     * @throws SettingException with a message for operators
     */
    public static MongoClient open(String property, String uri, MongoClientSettings.Builder settings) {
        try {
            var parsed = new ConnectionString(uri);
            var client =
                    MongoClients.create(settings.applyConnectionString(parsed).build());
            return parsed.isSrvProtocol() ? resolved(client) : client;
        } catch (IllegalArgumentException e) {
            throw new SettingException(property, "is not a MongoDB URI such as mongodb://localhost:27017");
        } catch (MongoConfigurationException e) {
            throw new SettingException(
                    property,
                    "names servers that DNS does not know: correct the host of the mongodb+srv URI, or the DNS");
        }
    }

    /** The driver resolves names in the background, so failures show only when the client is used. */
    private static MongoClient resolved(MongoClient client) {
        try {
            client.getDatabase("admin").runCommand(new Document("ping", 1));
        } catch (MongoException e) {
            if (client.getClusterDescription().getSrvResolutionException() != null) {
                client.close();
                throw new MongoConfigurationException("The SRV record cannot be resolved", e);
            } // otherwise the servers are known but down; they may come back
        }
        return client;
    }
}
