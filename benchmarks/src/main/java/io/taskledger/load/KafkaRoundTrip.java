package io.taskledger.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The floor of {@link Visibility}: from sending a record to receiving it, with nothing else in between. */
final class KafkaRoundTrip {

    private static final String TOPIC = "round-trip";
    private static final int PARTITIONS = 16;
    private static final int VALUE_BYTES = 700; // of an ordinary commit

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private KafkaRoundTrip() {}

    /** In microseconds. */
    static Histogram run(String servers, double perSecond, Duration duration) throws IOException, InterruptedException {
        createTopic(servers);
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                    .toList());
            return OpenLoop.run(2, perSecond, duration, (worker, schedule, latencies) -> {
                if (worker == 0) {
                    send(producer, schedule);
                } else {
                    receive(consumer, schedule.count(), latencies);
                }
            });
        }
    }

    private static void createTopic(String servers) throws IOException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void send(Producer<byte[], byte[]> producer, Schedule schedule)
            throws IOException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        schedule.work(due -> sent.add(producer.send(record(due))));
        try {
            for (var each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static ProducerRecord<byte[], byte[]> record(long due) {
        int partition = Math.floorMod(due / 1_000, PARTITIONS);
        return new ProducerRecord<>(
                TOPIC,
                partition,
                null,
                ByteBuffer.allocate(VALUE_BYTES).putLong(due).array());
    }

    private static void receive(Consumer<byte[], byte[]> consumer, long count, Histogram latencies) throws IOException {
        long last = System.nanoTime();
        for (long received = 0; received < count; ) {
            if (System.nanoTime() - last > TIMEOUT.toNanos()) {
                throw new IOException("Only " + received + " of " + count + " records arrived");
            }
            for (var each : consumer.poll(Duration.ofMillis(100))) {
                long due = ByteBuffer.wrap(each.value()).getLong();
                last = System.nanoTime();
                latencies.recordValue((last - due) / 1_000);
                received++;
            }
        }
    }
}
