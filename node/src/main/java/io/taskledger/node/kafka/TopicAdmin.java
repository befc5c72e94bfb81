package io.taskledger.node.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka about the topic. It connects at the first question, so the broker may be down before. Thread-safe. */
public final class TopicAdmin implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final EventTopic topic;
    private @Nullable Admin admin;
    private boolean closed;

    public TopicAdmin(EventTopic topic) {
        this.topic = topic;
    }

    public EventTopic topic() {
        return topic;
    }

    /**
     * The number of partitions; empty if the topic does not exist.
     *
     * @throws TimeoutException if the broker does not respond in time
     * @throws ExecutionException if the broker refuses the request, or cannot be reached
     */
    public OptionalInt partitions(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            var description = requireNonNull(admin().describeTopics(List.of(topic.name()))
                    .topicNameValues()
                    .get(topic.name()));
            return OptionalInt.of(description
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .partitions()
                    .size());
        } catch (KafkaException e) {
            throw new ExecutionException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    /** The offset after the last record of each lane; each lane succeeds or fails separately. */
    public Map<Integer, CompletableFuture<Long>> ends(Collection<Integer> lanes, Duration timeout) {
        var questions = lanes.stream().collect(Collectors.toMap(topic::partition, _ -> OffsetSpec.latest()));
        try {
            var result = admin().listOffsets(
                            questions, new ListOffsetsOptions().timeoutMs(Math.toIntExact(timeout.toMillis())));
            return questions.keySet().stream()
                    .collect(Collectors.toMap(
                            TopicPartition::partition,
                            partition -> result.partitionResult(partition)
                                    .toCompletionStage()
                                    .thenApply(ListOffsetsResultInfo::offset)
                                    .toCompletableFuture()));
        } catch (KafkaException e) {
            return lanes.stream().collect(Collectors.toMap(lane -> lane, _ -> CompletableFuture.failedFuture(e)));
        }
    }

    /** The offset after the last record of every lane, as far as Kafka responds in time. */
    public Map<Integer, Long> knownEnds(Duration timeout) throws InterruptedException {
        var asked = ends(IntStream.range(0, topic.lanes().count()).boxed().toList(), timeout);
        var ends = new HashMap<Integer, Long>();
        for (var lane : asked.entrySet()) {
            try {
                ends.put(lane.getKey(), lane.getValue().get());
            } catch (ExecutionException e) {
                LOG.debug("Kafka does not say where lane {} ends", lane.getKey(), e);
            }
        }
        return ends;
    }

    private synchronized Admin admin() {
        if (closed) {
            throw new KafkaException("The client is closed");
        }
        if (admin == null) {
            admin = Admin.create(KafkaClients.promptClient(topic));
        }
        return admin;
    }

    /** Questions in progress fail. */
    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(CLOSE);
        }
    }
}
