package io.taskledger.command;

import com.mongodb.client.MongoClient;
import io.taskledger.command.relay.Relay;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether this node can do its work: what the readiness probe asks. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    /** Shown as {@code commandLedger}. */
    @Bean
    HealthIndicator commandLedgerHealthIndicator(
            @Qualifier("commandMongoClient") MongoClient client, CommandSettings settings) {
        return () -> {
            try {
                client.withTimeout(2, TimeUnit.SECONDS)
                        .getDatabase(settings.mongodb().database())
                        .runCommand(new Document("ping", 1));
                return Health.up().build();
            } catch (RuntimeException e) {
                return Health.down().withDetail("database", "does not answer").build();
            }
        };
    }

    /** Shown as {@code commandRelay}: the broker answers and the group has told this node its lanes. */
    @Bean
    HealthIndicator commandRelayHealthIndicator(Relay relay) {
        return () -> (relay.ready() ? Health.up() : Health.down())
                .withDetail("lanesHeld", relay.lanesHeld().size())
                .build();
    }
}
