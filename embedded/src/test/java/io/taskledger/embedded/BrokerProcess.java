package io.taskledger.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a producer that prints each number once the broker has acknowledged it, until it is killed. */
final class BrokerProcess {

    private BrokerProcess() {}

    public static void main(String[] args) throws Exception {
        var kafka = EmbeddedKafka.start(Path.of(args[0]), 0);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("records", 1, (short) 1)))
                    .all()
                    .get();
        }
        var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new StringSerializer());
        for (int i = 0; ; i++) {
            var number = "" + i;
            var _ = producer.send(new ProducerRecord<>("records", number), (stored, failure) -> {
                if (failure == null) {
                    System.out.println(number);
                }
            });
            if (i % 10 == 0) {
                producer.flush();
            }
        }
    }
}
