package io.taskledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.taskledger.contract.commit.GoldenFiles;
import io.taskledger.contract.event.EventType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published JSON Schemas describe what is really written. */
class SchemaTest {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String COMMIT = "commit-v1";

    static List<String> goldenFiles() {
        return GoldenFiles.names();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void every_golden_commit_is_valid_with_the_data_of_its_events(String file) {
        assertThat(errors(COMMIT, GoldenFiles.text(file))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_event_type_has_a_schema_of_its_version(EventType type) {
        var schema = Documents.read("schema/" + name(type) + ".json");

        assertThat(schema.at("/title").stringValue()).isEqualTo(type.wireName());
        assertThat(Documents.references(Documents.read("schema/commit-v1.json")))
                .contains(name(type) + ".json");
        assertThat(Documents.read("schema/commit-v1.json").at("/$defs/event/properties/type/enum"))
                .anyMatch(listed -> listed.stringValue().equals(type.wireName()));
    }

    @ParameterizedTest
    @EnumSource
    void no_schema_takes_a_field_that_nobody_writes(EventType type) {
        assertThat(errors(name(type), "{\"unheardOf\":1}")).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_schema_is_valid_itself(EventType type) {
        assertThat(metaErrors(name(type))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = COMMIT)
    void the_schema_of_the_commit_is_valid_itself(String schema) {
        assertThat(metaErrors(schema)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"lane\":7|\"lane\":-1",
                "\"position\":0|\"position\":281474976710656",
                "\"priority\":\"high\"|\"priority\":\"HIGH\"",
                "\"format\":1|\"format\":2",
                "\"streamVersion\":1|\"streamVersion\":0",
                "\"stream\":\"task/|\"stream\":\"tasks/",
                "09:30:00.007Z|09:30:00Z",
                "\"type\":\"TaskCreated\"|\"type\":\"TaskStarted\"",
                "\"type\":\"TaskCreated\"|\"type\":\"TaskVanished\"",
                "\"previous\":\"0|\"previous\":\"",
                "\"owner\":|\"proprietor\":",
            })
    void a_commit_that_nobody_writes_is_not_valid(String from, String to) {
        var valid = GoldenFiles.text("0-created.json");
        assertThat(valid).contains(from);

        assertThat(errors(COMMIT, valid.replace(from, to))).isNotEmpty();
    }

    private static String name(EventType type) {
        return type.wireName() + "-v" + type.version();
    }

    private static List<Error> errors(String schema, String json) {
        return SCHEMAS.getSchema(SchemaLocation.of("classpath:schema/" + schema + ".json"))
                .validate(json, InputFormat.JSON);
    }

    private static List<Error> metaErrors(String schema) {
        var text = Documents.read("schema/" + schema + ".json").toString();
        return SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(text, InputFormat.JSON);
    }
}
