package io.taskledger.command.relay;

import io.taskledger.edge.SettingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topic, or makes sure that it keeps every record for ever. */
final class TopicSetup {

    private static final Map<String, String> KEPT_FOR_EVER = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.RETENTION_BYTES_CONFIG,
            "-1",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            "" + EventTopic.MAX_RECORD_BYTES);
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_MILLIS = 50;

    private final Admin admin;
    private final EventTopic topic;

    TopicSetup(Admin admin, EventTopic topic) {
        this.admin = admin;
        this.topic = topic;
    }

    /**
     * @throws SettingException if there is such a topic, set up otherwise
     * @throws ExecutionException if the broker refuses or does not answer
     */
    void ensure(short replicationFactor) throws ExecutionException, InterruptedException {
        if (!exists()) {
            create(replicationFactor);
            awaitExists();
        }
        requirePartitions();
        requireConfiguration();
    }

    private boolean exists() throws ExecutionException, InterruptedException {
        try {
            partitions();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private int partitions() throws ExecutionException, InterruptedException {
        var descriptions = admin.describeTopics(List.of(topic.name())).allTopicNames();
        return descriptions.get().get(topic.name()).partitions().size();
    }

    private void create(short replicationFactor) throws ExecutionException, InterruptedException {
        var replicas = replicationFactor < 0 ? Optional.<Short>empty() : Optional.of(replicationFactor);
        var config = new HashMap<>(KEPT_FOR_EVER);
        if (replicationFactor > 2) {
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2"); // or acks=all may mean one broker
        }
        var made = new NewTopic(topic.name(), Optional.of(topic.lanes().count()), replicas).configs(config);
        try {
            admin.createTopics(List.of(made)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // another node was quicker
                throw e;
            }
        }
    }

    /** The broker that made it may know it before the one that is asked. */
    private void awaitExists() throws ExecutionException, InterruptedException {
        for (int i = 0; i < ATTEMPTS && !exists(); i++) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void requirePartitions() throws ExecutionException, InterruptedException {
        int partitions = partitions();
        if (partitions != topic.lanes().count()) {
            throw new SettingException(
                    "taskledger.lanes",
                    "is " + topic.lanes().count() + ", but the topic " + topic.name() + " has " + partitions
                            + " partitions: set taskledger.lanes=" + partitions + " if the ledger was made with "
                            + partitions + ", or else name another topic in taskledger.kafka.topic");
        }
    }

    private void requireConfiguration() throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        for (var wanted : KEPT_FOR_EVER.entrySet()) {
            require(config, wanted.getKey(), wanted.getValue());
        }
    }

    private void require(Config config, String name, String wanted) {
        var entry = config.get(name);
        var found = entry == null ? null : entry.value();
        if (!wanted.equals(found)) {
            throw new SettingException(
                    "taskledger.kafka.topic",
                    "names the topic " + topic.name() + ", whose " + name + " is " + found + ": set it to " + wanted
                            + " (kafka-configs.sh --bootstrap-server " + topic.bootstrapServers()
                            + " --alter --topic " + topic.name() + " --add-config " + name + "=" + wanted + ")");
        }
    }
}
