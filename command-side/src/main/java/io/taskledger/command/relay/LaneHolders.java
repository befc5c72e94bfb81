package io.taskledger.command.relay;

import static java.util.Objects.requireNonNull;

import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which node holds which lane, as Kafka describes the group that assigns the lanes; refreshed every second. What it
 * says may be outdated, so whoever relies on it must be right in that case too. Thread-safe.
 */
public final class LaneHolders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneHolders.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final EventTopic topic;
    private final String group;
    private final @Nullable NodeUrl own;
    private final Thread thread;
    private volatile Map<Integer, NodeUrl> holders = Map.of();
    private volatile Set<String> members = Set.of();

    /** Does not connect yet. If this node has no address, it never does, and no node is known. */
    public LaneHolders(EventTopic topic, RelayProperties properties, NodeUrlProperties node) {
        this.topic = topic;
        group = properties.group();
        own = node.address();
        thread = Thread.ofVirtual().name("lane-holders").unstarted(this::run);
    }

    public void start() {
        if (own != null) {
            thread.start();
        }
    }

    /** The other node that holds the lane; null if none is known. */
    public @Nullable NodeUrl of(int lane) {
        var holder = holders.get(lane);
        return holder == null || holder.equals(own) ? null : holder;
    }

    /** Whether the group has a member with this id, which only Kafka and the group's members know. */
    public boolean hasMember(String id) {
        return members.contains(id);
    }

    private void run() {
        var admin = Admin.create(KafkaClients.promptClient(topic));
        try {
            while (true) {
                look(admin);
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            LOG.debug("Closed", e);
        } finally {
            admin.close(CLOSE);
        }
    }

    /** If Kafka does not respond, what was known before stays. */
    private void look(Admin admin) throws InterruptedException {
        try {
            var options = new DescribeConsumerGroupsOptions().timeoutMs(Math.toIntExact(TIMEOUT.toMillis()));
            var description = admin.describeConsumerGroups(List.of(group), options)
                    .describedGroups()
                    .get(group);
            learn(requireNonNull(description).get());
        } catch (ExecutionException | KafkaException e) {
            LOG.debug("Kafka does not describe the group of the lanes", e);
        }
    }

    /** While the group assigns lanes, Kafka does not tell who has them. */
    private void learn(ConsumerGroupDescription description) {
        members = description.members().stream()
                .map(MemberDescription::consumerId)
                .collect(Collectors.toUnmodifiableSet());
        if (description.groupState() == GroupState.STABLE) {
            holders = holders(description.members());
        }
    }

    private Map<Integer, NodeUrl> holders(Collection<MemberDescription> all) {
        var found = new HashMap<Integer, NodeUrl>();
        for (var member : all) {
            var url = NodeUrl.of(member.clientId());
            if (url != null) {
                member.assignment().topicPartitions().stream()
                        .filter(partition -> partition.topic().equals(topic.name()))
                        .forEach(partition -> found.put(partition.partition(), url));
            }
        }
        return Map.copyOf(found);
    }

    @Override
    public void close() {
        if (thread.getState() == Thread.State.NEW) {
            return; // this node has no address
        }
        thread.interrupt();
        try {
            thread.join(CLOSE.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
