package io.taskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    @TempDir
    Path folder;

    @Test
    void a_record_is_still_there_after_a_restart() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            createTopic(kafka);
            send(kafka, "before");
            kafka.stop();
            kafka.start();
            send(kafka, "after");

            assertThat(records(kafka, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void a_taken_port_is_refused_with_a_sentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedKafka.start(folder, port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Port " + port + " on 127.0.0.1 is taken");
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused_with_a_sentence() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> EmbeddedKafka.start(file.resolve("kafka"), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot create the folder");
    }

    @Test
    void a_second_broker_on_the_folder_is_refused_with_a_sentence_and_leaves_the_first_alone() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            createTopic(kafka);

            assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Another Kafka broker uses the folder " + folder);
            send(kafka, "still here");
            assertThat(records(kafka, 1)).containsExactly("still here");
        }
    }

    @Test
    void what_a_broker_acknowledged_survives_the_kill_of_its_process() throws Exception {
        var process = new ProcessBuilder(likeThisJvm(BrokerProcess.class, folder.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int last;
        try (var acknowledged = process.inputReader()) {
            last = acknowledged
                    .lines()
                    .filter(line -> line.matches("[0-9]+"))
                    .mapToInt(Integer::parseInt)
                    .peek(number -> {
                        if (number == 2_000) {
                            process.toHandle().destroyForcibly(); // unlike the method of Process, keeps unread output
                        }
                    })
                    .reduce(-1, Math::max);
        }
        process.waitFor();

        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            assertThat(last).isGreaterThanOrEqualTo(2_000);
            assertThat(records(kafka, last + 1))
                    .startsWith(IntStream.rangeClosed(0, last)
                            .mapToObj(Integer::toString)
                            .toArray(String[]::new));
        }
    }

    /** With the same garbage collector and compiler: others would cost a short process as much as its work. */
    private static List<String> likeThisJvm(Class<?> main, String argument) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), argument));
        return command;
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("records", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(EmbeddedKafka kafka, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("records", value)).get();
        }
    }

    private static List<String> records(EmbeddedKafka kafka, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition("records", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var values = new ArrayList<String>();
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(5)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
