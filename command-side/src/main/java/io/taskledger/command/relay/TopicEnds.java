package io.taskledger.command.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up in Kafka where the lanes end. Each lane succeeds or fails separately, so that a partition without a leader
 * does not hide the others. Thread-safe.
 */
final class TopicEnds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicEnds.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final EventTopic topic;
    private @Nullable Admin admin;
    private boolean closed;

    TopicEnds(EventTopic topic) {
        this.topic = topic;
    }

    /**
     * The offset after the last record of each lane, as far as Kafka responds in time; empty if it does not respond.
     */
    Map<Integer, Long> ask() throws InterruptedException {
        try {
            return ask(admin());
        } catch (KafkaException e) {
            LOG.debug("Kafka cannot be reached", e);
            return Map.of();
        }
    }

    private Map<Integer, Long> ask(Admin current) throws InterruptedException {
        var questions = IntStream.range(0, topic.lanes().count())
                .mapToObj(topic::partition)
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        var answers = current.listOffsets(
                questions, new ListOffsetsOptions().timeoutMs(Math.toIntExact(PATIENCE.toMillis())));
        var ends = new HashMap<Integer, Long>();
        for (var partition : questions.keySet()) {
            try {
                var end = answers.partitionResult(partition).get();
                ends.put(partition.partition(), end.offset());
            } catch (ExecutionException e) {
                LOG.debug("Kafka does not say where lane {} ends", partition.partition(), e);
            }
        }
        return ends;
    }

    private synchronized Admin admin() {
        if (closed) {
            throw new KafkaException("The relay is closed");
        }
        if (admin == null) {
            admin = Admin.create(topic.client());
        }
        return admin;
    }

    /** Calls in progress return no lane. */
    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(CLOSE);
        }
    }
}
