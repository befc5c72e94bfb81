package io.taskledger.query.projection;

import io.taskledger.benchmark.Commits;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.KafkaClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.util.FileSystemUtils;

/** A separate broker whose topic has the same number of commits in each lane, consumed from the start each time. */
final class FilledTopic implements AutoCloseable {

    private static final String NAME = "task-events";

    private final Path folder = Files.createTempDirectory("benchmark");
    private final EmbeddedKafka broker = EmbeddedKafka.start(folder, 0);
    private final Lanes lanes;
    private final int commits;

    private FilledTopic(Lanes lanes, int commits) throws IOException {
        this.lanes = lanes;
        this.commits = commits;
    }

    static FilledTopic with(Lanes lanes, int commits) throws IOException {
        FilledTopic topic = new FilledTopic(lanes, commits);
        topic.fill();
        return topic;
    }

    private void fill() {
        // One request at a time, as the relay sends them: a broker that lost and regained a lane for lack of CPU
        // answered
        // the retries of several with OutOfOrderSequenceException until they were given up.
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.in.flight.requests.per.connection", "1");
        try (Admin admin = Admin.create(config);
                var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(NAME, lanes.count(), (short) 1)))
                    .all()
                    .get();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String owner : Commits.owners(lanes)) {
                byte[] key = owner.getBytes(StandardCharsets.UTF_8);
                for (Commit commit : Commits.chain(lanes, owner, commits)) {
                    sent.add(producer.send(new ProducerRecord<>(NAME, commit.lane(), key, commit.bytes())));
                }
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("The topic could not be made", e);
        }
    }

    /** Delivers all records, poll by poll, like a consumer of the projection. */
    void consume(Consumer<ConsumerRecords<byte[], byte[]>> poll) {
        Map<String, Object> config =
                KafkaClients.consumer(KafkaClients.client(new EventTopic(broker.bootstrapServers(), NAME, lanes)));
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        List<TopicPartition> partitions = IntStream.range(0, lanes.count())
                .mapToObj(lane -> new TopicPartition(NAME, lane))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int seen = 0; seen < commits * lanes.count(); ) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(10));
                poll.accept(records);
                seen += records.count();
            }
        }
    }

    @Override
    public void close() throws IOException {
        broker.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
