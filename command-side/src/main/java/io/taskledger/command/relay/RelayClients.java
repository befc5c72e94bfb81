package io.taskledger.command.relay;

import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.KafkaClients;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Creates the Kafka clients of the relay. */
final class RelayClients {

    /** The maximum number of bytes of one lane in flight to the broker. */
    static final int WINDOW_BYTES = 2 << 20;

    /** The maximum number of bytes of one lane in one request. */
    static final int BATCH_BYTES = 256 << 10;

    static final int MAX_RECORD_BYTES = 4 << 20;

    private RelayClients() {}

    /** A consumer without a group, with manually set partitions and offsets. */
    static Consumer<byte[], byte[]> reader(EventTopic topic) {
        var config = KafkaClients.consumer(KafkaClients.promptClient(topic));
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        // A fetch that waits at the end of one partition delays the next fetch of another partition.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        return new KafkaConsumer<>(config);
    }

    /**
     * A producer that never lets a record overtake an earlier one: with one request at a time, a partition waits while
     * its batch is retried, and a batch is retried forever, because giving it up would let later batches overtake it.
     * See docs/adr.
     */
    static Producer<byte[], byte[]> producer(EventTopic topic) {
        var config = KafkaClients.client(topic);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        config.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                4L * WINDOW_BYTES * topic.lanes().count());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
