package io.taskledger.query.projection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** Creates the consumers. */
public final class Consumers {

    /** How often a consumer checks its lanes even without records. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** How long a node that shuts down waits for its consumers, which may wait for a broker that is down. */
    private static final long STOP_MILLIS = 5_000;

    /**
     * Members learn about new members by heartbeats, so these must be frequent even if the session time-out is long.
     */
    private static final int MAX_HEARTBEAT_MILLIS = 1_500;

    private Consumers() {}

    /** The configuration of all consumers of this service. */
    public static Map<String, Object> basics(String bootstrapServers) {
        var config = new HashMap<String, Object>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return config;
    }

    /** The container that consumes all lanes assigned to this node; not started. */
    public static ConcurrentMessageListenerContainer<byte[], byte[]> container(
            String bootstrapServers, String topic, ProjectionProperties properties, LaneConsumption consumption) {
        var config = basics(bootstrapServers);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, properties.group());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // the start offset comes from MongoDB
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        int sessionMillis = Math.toIntExact(properties.sessionTimeout().toMillis());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMillis);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.clamp(sessionMillis / 4, 1, MAX_HEARTBEAT_MILLIS));
        fetchSoonAndLittle(config);
        var container = new ConcurrentMessageListenerContainer<>(
                factory(config, consumption.assignment()), containerProperties(topic, consumption));
        container.setBeanName("taskledger-projection");
        container.setConcurrency(properties.threads());
        container.setCommonErrorHandler(new RetryLater(consumption.listener()));
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
