package io.taskledger.edge.limit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.edge.SettingException;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Limits that all nodes share. They have their own client with shorter time-outs than the ledger's, because no request
 * should wait long for a limit.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "taskledger.rate-limit.store", havingValue = "mongodb")
@EnableConfigurationProperties({StoreProperties.class, RateLimitProperties.class})
class StoreConfiguration {

    @Bean(destroyMethod = "close")
    MongoClient rateLimitMongoClient(StoreProperties properties, RateLimitProperties limits) {
        try {
            return MongoClients.create(MongoClientSettings.builder()
                    .applyConnectionString(new ConnectionString(properties.uri()))
                    .applicationName("taskledger-rate-limit")
                    .timeout(limits.storeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .writeConcern(WriteConcern.W1) // a lost count allows a few more requests
                    .retryReads(false)
                    .retryWrites(false)
                    .build());
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "taskledger.mongodb.uri", "is not a MongoDB URI such as mongodb://localhost:27017");
        }
    }

    @Bean(initMethod = "start")
    SharedStore edgeSharedStore(
            @Qualifier("rateLimitMongoClient") MongoClient client,
            StoreProperties properties,
            RateLimitProperties limits,
            MeterRegistry registry) {
        var documents = client.getDatabase(properties.database()).getCollection("rate-limits");
        return new SharedStore(new MongoBuckets(documents, limits.storeTimeout()), System::nanoTime, registry);
    }
}
