package io.taskledger.command;

import io.taskledger.command.CommandSettings.Acknowledge;
import io.taskledger.command.execution.Acknowledgement;
import io.taskledger.command.ledger.CommitStore;
import io.taskledger.command.relay.NodeUrlProperties;
import io.taskledger.command.relay.Relay;
import io.taskledger.command.relay.RelayMetrics;
import io.taskledger.command.relay.RelayProperties;
import io.taskledger.contract.commit.Commit;
import io.taskledger.node.kafka.EventTopic;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans from commits to Kafka records. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RelayProperties.class, NodeUrlProperties.class})
class RelayConfiguration {

    /** The ledger gets its feed from here, so the topic is checked before the ledger opens its lanes. */
    @Bean(destroyMethod = "")
    Relay relay(EventTopic topic, RelayProperties properties, CommitStore store, NodeUrlProperties node) {
        return Relay.of(topic, properties, store.log(), node.address());
    }

    @Bean
    RelayLifecycle relayLifecycle(Relay relay) {
        return new RelayLifecycle(relay);
    }

    @Bean
    RelayMetrics relayMetrics(Relay relay) {
        return new RelayMetrics(relay);
    }

    @Bean
    Consumer<Commit> feed(Relay relay) {
        return relay::offer;
    }

    @Bean
    Acknowledgement acknowledgement(Relay relay, CommandSettings settings) {
        return new Acknowledgement(relay, settings.acknowledge() == Acknowledge.PUBLISHED);
    }
}
