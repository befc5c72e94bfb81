package io.taskledger.query.projection;

import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** Creates the consumers. */
public final class Consumers {

    /** How often a consumer checks its lanes even without records. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** How long a node that shuts down waits for its consumers, which may wait for a broker that is down. */
    private static final long STOP_MILLIS = 5_000;

    private Consumers() {}

    /** The container that consumes all lanes that the group assigns to this node; not started. */
    public static ConcurrentMessageListenerContainer<byte[], byte[]> container(
            EventTopic topic, ProjectionProperties properties, String group, LaneConsumption consumption) {
        var config = KafkaClients.member(KafkaClients.client(topic), group, properties.sessionTimeout());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // the start offset comes from MongoDB
        fetchSoonAndLittle(config);
        var container = new ConcurrentMessageListenerContainer<>(
                factory(config, consumption.assignment()), containerProperties(topic.name(), consumption));
        container.setBeanName("taskledger-projection");
        container.setConcurrency(properties.threads());
        container.setCommonErrorHandler(new RetryLater(consumption.held()));
        return container;
    }

    /** A factory of consumers that check their lanes before each poll. */
    private static DefaultKafkaConsumerFactory<byte[], byte[]> factory(
            Map<String, Object> config, LaneAssignment assignment) {
        return new DefaultKafkaConsumerFactory<>(config) {
            @Override
            protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> properties) {
                return new KafkaConsumer<>(properties) {
                    @Override
                    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                        assignment.beforePoll(this);
                        return super.poll(timeout);
                    }
                };
            }
        };
    }

    private static ContainerProperties containerProperties(String topic, LaneConsumption consumption) {
        var properties = new ContainerProperties(topic);
        properties.setAckMode(ContainerProperties.AckMode.MANUAL); // never acknowledged, so no offset is committed
        properties.setAssignmentCommitOption(ContainerProperties.AssignmentCommitOption.NEVER);
        properties.setMissingTopicsFatal(false);
        properties.setPollTimeout(POLL.toMillis());
        properties.setShutdownTimeout(STOP_MILLIS);
        properties.setMessageListener(consumption.listener());
        properties.setConsumerRebalanceListener(consumption.assignment());
        return properties;
    }

    /** Records are delivered as soon as they arrive; records in memory are limited by bytes, not by number. */
    private static void fetchSoonAndLittle(Map<String, Object> config) {
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    }
}
