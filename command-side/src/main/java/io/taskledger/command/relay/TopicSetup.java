package io.taskledger.command.relay;

import static java.util.Objects.requireNonNull;

import io.taskledger.edge.SettingException;
import io.taskledger.node.kafka.EventTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topic, or checks that it keeps every record forever, and if possible also when a broker is lost. */
final class TopicSetup {

    private static final Map<String, String> KEPT_FOR_EVER = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.RETENTION_BYTES_CONFIG,
            "-1",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            "" + RelayClients.MAX_RECORD_BYTES);
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_MILLIS = 50;

    private final Admin admin;
    private final EventTopic topic;

    TopicSetup(Admin admin, EventTopic topic) {
        this.admin = admin;
        this.topic = topic;
    }

    /**
     * @throws SettingException if the topic exists with other settings
     * @throws ExecutionException if the broker refuses or does not respond
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

    private List<TopicPartitionInfo> partitions() throws ExecutionException, InterruptedException {
        var descriptions = admin.describeTopics(List.of(topic.name())).allTopicNames();
        return requireNonNull(descriptions.get().get(topic.name())).partitions();
    }

    private void create(short replicationFactor) throws ExecutionException, InterruptedException {
        var replicas = replicationFactor < 0 ? Optional.<Short>empty() : Optional.of(replicationFactor);
        var made = new NewTopic(topic.name(), Optional.of(topic.lanes().count()), replicas);
        try {
            var config = new HashMap<>(KEPT_FOR_EVER);
            config.putAll(safe(replicasOf(made)));
            admin.createTopics(List.of(made.configs(config))).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // another node was faster
                throw e;
            }
        }
    }

    /** The number of replicas that the cluster would give it. */
    private int replicasOf(NewTopic made) throws ExecutionException, InterruptedException {
        var answer = admin.createTopics(List.of(made), new CreateTopicsOptions().validateOnly(true));
        return answer.replicationFactor(topic.name()).get();
    }

    /** Settings that protect acknowledged records; a single broker cannot protect them. */
    private static Map<String, String> safe(int replicas) {
        var config = new HashMap<String, String>();
        if (replicas > 1) {
            config.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        }
        if (replicas > 2) {
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2"); // otherwise acks=all may mean only one broker
        }
        return config;
    }

    /** The broker that created the topic may know it earlier than the broker that is asked. */
    private void awaitExists() throws ExecutionException, InterruptedException {
        for (int i = 0; i < ATTEMPTS && !exists(); i++) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void requirePartitions() throws ExecutionException, InterruptedException {
        int partitions = partitions().size();
        if (partitions != topic.lanes().count()) {
            throw new SettingException(
                    "taskledger.lanes",
                    "is " + topic.lanes().count() + ", but the topic " + topic.name() + " has " + partitions
                            + " partitions: set taskledger.lanes=" + partitions + " if the ledger was created with "
                            + partitions + ", or else name another topic in taskledger.kafka.topic");
        }
    }

    private void requireConfiguration() throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        var config = requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
        int replicas = partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(1);
        require(topic, config, replicas);
    }

    /**
     * @param replicas that each of its records has
     * @throws SettingException if the topic can lose what it has acknowledged
     */
    static void require(EventTopic topic, Config config, int replicas) {
        KEPT_FOR_EVER.forEach((name, wanted) -> require(topic, config, name, wanted, wanted::equals));
        safe(replicas)
                .forEach((name, wanted) -> require(
                        topic,
                        config,
                        name,
                        wanted,
                        found -> found.equals(wanted)
                                || name.equals(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                                        && Integer.parseInt(found) > 2));
    }

    private static void require(
            EventTopic topic, Config config, String name, String wanted, Predicate<String> isRight) {
        var entry = config.get(name);
        var found = entry == null ? null : entry.value();
        if (found == null || !isRight.test(found)) {
            throw new SettingException(
                    "taskledger.kafka.topic",
                    "names the topic " + topic.name() + ", whose " + name + " is " + found + ": set it to " + wanted
                            + " (kafka-configs.sh --bootstrap-server " + topic.bootstrapServers()
                            + " --alter --topic " + topic.name() + " --add-config " + name + "=" + wanted + ")");
        }
    }
}
