package io.taskledger.node;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.mongo.MongoUri;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What both sides share; in one process they share these beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NodeSettings.class)
public class NodeConfiguration {

    @Bean
    Lanes lanes(NodeSettings settings) {
        return new Lanes(settings.lanes());
    }

    /** The clock for the times of commands and for the age of idempotency keys. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * The one client of this process. Each use sets its own time-out; the socket's limits those without one. Nothing is
     * retried by the driver: the ledger resolves unknown outcomes itself, by commit id, the same way with every server,
     * and writes to read models are guarded by position, so that they may be repeated.
     */
    @Bean(destroyMethod = "close")
    @Primary
    MongoClient mongoClient(NodeSettings settings, @Value("${spring.application.name:taskledger}") String application) {
        return MongoUri.open(
                "taskledger.mongodb.uri",
                settings.mongodb().uri(),
                MongoClientSettings.builder()
                        .applicationName(application)
                        .retryWrites(false)
                        .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                        .applyToSocketSettings(socket ->
                                socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(20, TimeUnit.SECONDS)));
    }

    /** The database of the ledger and of the read models. */
    @Bean
    MongoDatabase database(MongoClient client, NodeSettings settings) {
        return client.getDatabase(settings.mongodb().database());
    }

    @Bean
    EventTopic topic(NodeSettings settings, Lanes lanes) {
        return new EventTopic(
                settings.kafka().bootstrapServers(), settings.kafka().topic(), lanes);
    }
}
