package io.taskledger.command;

import com.mongodb.client.MongoDatabase;
import io.taskledger.command.CommandSettings.Acknowledge;
import io.taskledger.command.execution.CommandGate;
import io.taskledger.command.relay.Relay;
import io.taskledger.vault.OwnerKeys;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of this node, including its readiness. */
@Configuration(proxyBeanMethods = false)
class CommandHealthConfiguration {

    /** Shown as {@code commandLedger}. */
    @Bean
    HealthIndicator commandLedgerHealthIndicator(MongoDatabase database, CommandGate gate) {
        return () -> {
            var obstacle = gate.obstacle();
            if (obstacle != null) {
                return Health.down().withDetail("commands", obstacle).build();
            }
            try {
                database.withTimeout(2, TimeUnit.SECONDS).runCommand(new Document("ping", 1));
                return Health.up().build();
            } catch (RuntimeException e) {
                return Health.down().withDetail("database", "does not respond").build();
            }
        };
    }

    /** Shown as {@code commandKeys}, not part of readiness: commands without an Idempotency-Key need no key. */
    @Bean
    HealthIndicator commandKeysHealthIndicator(OwnerKeys keys) {
        return () -> {
            var obstacle = keys.obstacle();
            return obstacle == null
                    ? Health.up().build()
                    : Health.down().withDetail("obstacle", obstacle).build();
        };
    }

    /** Shown as {@code commandRelay}, not part of readiness: Kafka responds, and no lane of this node is broken. */
    @Bean
    HealthIndicator commandRelayHealthIndicator(Relay relay) {
        return () -> {
            var health = (relay.ready() ? Health.up() : Health.down())
                    .withDetail("lanesHeld", relay.lanesHeld().size());
            var obstacle = relay.obstacle();
            if (obstacle != null) {
                health.withDetail("obstacle", obstacle);
            }
            relay.broken().forEach((lane, why) -> health.withDetail("lane " + lane, why));
            return health.build();
        };
    }

    /**
     * Shown as {@code commandAcknowledgement}: commands can be acknowledged. With {@code stored}, Kafka is not needed.
     * With {@code published}, a broken lane affects only its own owners.
     */
    @Bean
    HealthIndicator commandAcknowledgementHealthIndicator(Relay relay, CommandSettings settings) {
        return () -> settings.acknowledge() == Acknowledge.STORED || relay.takesPart()
                ? Health.up().build()
                : Health.down()
                        .withDetail("obstacle", String.valueOf(relay.obstacle()))
                        .build();
    }
}
