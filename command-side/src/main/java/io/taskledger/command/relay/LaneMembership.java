package io.taskledger.command.relay;

import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's membership in the consumer group that assigns the lanes. It consumes nothing: its partitions are paused;
 * only the assignment is used.
 */
final class LaneMembership implements ConsumerRebalanceListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneMembership.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LEAVE = Duration.ofSeconds(2);
    /** Giving back lanes takes up to {@link Relay#GIVE_BACK}. */
    private static final Duration CLOSE = Relay.GIVE_BACK.plus(LEAVE);

    private final EventTopic topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final Consumer<List<Integer>> take;
    private final Consumer<List<Integer>> giveBack;
    private final Consumer<List<Integer>> lose;
    private volatile boolean joined;
    private volatile String memberId = "";
    private volatile boolean closing;

    /**
     * @param node the address of this node, for the other nodes; null if it has none
     * @param take called when lanes were assigned to this node
     * @param giveBack called before lanes move to another node, which waits until it returns
     * @param lose called when lanes may already have moved to another node
     */
    LaneMembership(
            EventTopic topic,
            RelayProperties properties,
            @Nullable NodeUrl node,
            Consumer<List<Integer>> take,
            Consumer<List<Integer>> giveBack,
            Consumer<List<Integer>> lose) {
        this.topic = topic;
        this.take = take;
        this.giveBack = giveBack;
        this.lose = lose;
        var config =
                KafkaClients.member(KafkaClients.promptClient(topic), properties.group(), properties.sessionTimeout());
        if (node != null) {
            config.put(ConsumerConfig.CLIENT_ID_CONFIG, node.toString());
        }
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        consumer = new KafkaConsumer<>(config);
        thread = Thread.ofPlatform().daemon().name("relay-membership").unstarted(this::run);
    }

    synchronized void start() {
        if (!closing) {
            thread.start();
        }
    }

    /** Whether the group has assigned lanes to this node (possibly none). */
    boolean isJoined() {
        return joined;
    }

    /** The id that Kafka has given to this member; empty before it has joined. */
    String memberId() {
        return memberId;
    }

    private void run() {
        try {
            consumer.subscribe(List.of(topic.name()), this);
            while (!closing) {
                poll();
            }
        } finally {
            leave();
        }
    }

    /** If the broker is down, the group notices when the session ends. */
    private void leave() {
        try {
            consumer.close(CloseOptions.timeout(LEAVE));
        } catch (KafkaException e) {
            LOG.warn("The consumer group could not be left properly: {}", e.getMessage());
        }
    }

    private void poll() {
        try {
            consumer.poll(POLL);
        } catch (WakeupException e) {
            LOG.debug("Leaves the consumer group");
        } catch (KafkaException | IllegalStateException e) {
            LOG.warn("The consumer group cannot be polled, trying again: {}", e.getMessage());
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException interrupted) {
                closing = true;
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0)); // avoids an offset look-up
        memberId = consumer.groupMetadata().memberId();
        joined = true;
        take.accept(lanes(partitions));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        giveBack.accept(lanes(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        joined = false;
        lose.accept(lanes(partitions));
    }

    private static List<Integer> lanes(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }

    /** Leaves the group, so that other nodes take over at once. */
    @Override
    public synchronized void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            leave();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
