package io.taskledger.node.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The configuration that Kafka clients have in common; each user adds its own to the map. */
public final class KafkaClients {

    /**
     * Members of a group learn about new members by heartbeats, so these must be frequent even if the session time-out
     * is long.
     */
    private static final int MAX_HEARTBEAT_MILLIS = 1_500;

    private KafkaClients() {}

    /** Any client of the topic's cluster. */
    public static Map<String, Object> client(EventTopic topic) {
        var config = new HashMap<String, Object>();
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return config;
    }

    /** A client whose calls, and whose closing, wait no longer than 5 s for a response. */
    public static Map<String, Object> promptClient(EventTopic topic) {
        var config = client(topic);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return config;
    }

    /** A consumer of commits as bytes, which commits no offsets and creates no topic. */
    public static Map<String, Object> consumer(Map<String, Object> client) {
        var config = new HashMap<>(client);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    /**
     * Such a consumer, to which a group assigns lanes. Lanes move one by one, without a pause of the others.
     *
     * @param session how long a member may be silent before its lanes move to others
     */
    public static Map<String, Object> member(Map<String, Object> client, String group, Duration session) {
        var config = consumer(client);
        int millis = Math.toIntExact(session.toMillis());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.clamp(millis / 4, 1, MAX_HEARTBEAT_MILLIS));
        return config;
    }
}
