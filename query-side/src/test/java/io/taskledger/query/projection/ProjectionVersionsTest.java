package io.taskledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.taskledger.contract.Sha256;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.AllProjections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * A projection that makes other documents of the same commits needs a raised version; otherwise documents that are
 * stored already would keep their old content. The commits are a file, because stored commits never change.
 */
class ProjectionVersionsTest {

    private static final Path COMMITS = Path.of("src/test/resources/example-commits.ndjson");
    private static final Path VERSIONS = Path.of("src/test/resources/projection-versions.txt");

    @Test
    void whoever_changes_the_documents_of_a_projection_raises_its_version() throws IOException {
        var written = Files.readAllLines(VERSIONS).stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1] + " " + parts[2]));
        var documents = documents();

        for (var projection : AllProjections.get().foldOrder()) {
            var name = projection.collection();
            var now = projection.version() + " " + hash(documents.getOrDefault(name, List.of()));
            var before = written.getOrDefault(name, "none");
            assertThat(now)
                    .as(
                            before.startsWith(projection.version() + " ")
                                    ? "The documents of %s have changed: raise the version of %s"
                                    : "Write the line of %s into projection-versions.txt; its projection is %s",
                            name,
                            projection.getClass().getSimpleName())
                    .isEqualTo(before);
        }
    }

    private static Map<String, List<String>> documents() throws IOException {
        try (var server = EmbeddedMongo.start();
                var client = MongoClients.create(server.uri())) {
            var database = client.getDatabase("versions");
            new LaneFixture(database).consume(records(), () -> 1_000);
            return LaneFixture.bytes(database);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records() throws IOException {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var line : Files.readAllLines(COMMITS)) {
            records.add(LaneFixture.record(records.size(), line.getBytes(StandardCharsets.UTF_8)));
        }
        return records;
    }

    private static String hash(List<String> documents) {
        return HexFormat.of()
                .formatHex(Sha256.of(String.join("\n", documents).getBytes(StandardCharsets.UTF_8)))
                .substring(0, 16);
    }
}
