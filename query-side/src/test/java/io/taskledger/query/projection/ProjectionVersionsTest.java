package io.taskledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.taskledger.contract.Sha256;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskField;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

    @Test
    void the_example_has_every_event_every_priority_and_an_edit_of_every_field() throws IOException {
        var text = Files.readString(COMMITS);
        assertThat(TaskEvent.class.getPermittedSubclasses())
                .allSatisfy(event -> assertThat(text).contains("\"type\":\"" + event.getSimpleName() + "\""));
        assertThat(text).contains("\"type\":\"ProfileUpdated\"");
        assertThat(Priority.values())
                .allSatisfy(priority -> assertThat(text).contains("\"priority\":\"" + priority.wireName() + "\""));
        var edits = edits();
        assertThat(TaskField.ALL)
                .extracting(TaskField::name)
                .allSatisfy(field -> assertThat(edits).as(field).anyMatch(edit -> edit.findValue(field) != null));
        assertThat(documents().get("parked")).as("every event is applied").isEmpty();
    }

    private static List<JsonNode> edits() throws IOException {
        return Files.readAllLines(COMMITS).stream()
                .flatMap(commit ->
                        JsonMapper.shared().readTree(commit).path("events").valueStream())
                .filter(event -> event.path("type").stringValue("").equals("TaskDetailsEdited"))
                .map(event -> event.path("data"))
                .toList();
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
