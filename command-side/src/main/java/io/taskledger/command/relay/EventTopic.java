package io.taskledger.command.relay;

import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.SettingException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of the commits, and the configuration of its clients.
 *
 * @param bootstrapServers of the cluster: host:port, separated by commas
 * @param lanes lane i is partition i
 */
public record EventTopic(String bootstrapServers, String name, Lanes lanes) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    /** The maximum number of bytes of one lane in flight to the broker. */
    static final int WINDOW_BYTES = 2 << 20;

    /** The maximum number of bytes of one lane in one request. */
    static final int BATCH_BYTES = 256 << 10;

    static final int MAX_RECORD_BYTES = 4 << 20;

    public EventTopic {
        if (bootstrapServers.isBlank()) {
            throw new SettingException(
                    "taskledger.kafka.bootstrap-servers", "is empty: set it, for example to localhost:9092");
        }
        if (!NAME.matcher(name).matches()) {
            throw new SettingException(
                    "taskledger.kafka.topic",
                    "must be 1 to 249 letters, digits, dots, hyphens or underscores, not '" + name + "'");
        }
    }

    TopicPartition partition(int lane) {
        return new TopicPartition(name, lane);
    }

    Map<String, Object> client() {
        return new HashMap<>(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
    }

    /** A consumer without a group, with manually set partitions and offsets. */
    Consumer<byte[], byte[]> reader() {
        var config = client();
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        // A fetch that waits at the end of one partition delays the next fetch of another partition.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * A producer that never lets a record overtake an earlier one: with one request at a time, a partition waits while
     * its batch is retried, and a batch is retried forever, because giving it up would let later batches overtake it.
     * See docs/adr.
     */
    Producer<byte[], byte[]> producer() {
        var config = client();
        config.remove(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * WINDOW_BYTES * lanes.count());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
