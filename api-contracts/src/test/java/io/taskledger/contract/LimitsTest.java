package io.taskledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A limit is the same number in the code, in openapi.yaml, in the schemas of the events and in the docs. */
class LimitsTest {

    private static final String API = "openapi.yaml";
    private static final JsonNode SCHEMAS = Documents.read(API).at("/components/schemas");

    static List<TaskField> fields() {
        return TaskField.ALL;
    }

    @ParameterizedTest
    @MethodSource("fields")
    void openapi_yaml_has_the_limits_of_a_field(TaskField field) {
        for (var schema : List.of("TaskView", "CreateTask", "EditTask", "ReplaceTask")) {
            assertLimits(API, SCHEMAS.path(schema), schema + " in openapi.yaml", field);
        }
        assertThat(SCHEMAS.at("/ReplaceTask/required").valueStream().map(JsonNode::stringValue))
                .as("PUT replaces every field")
                .contains(field.name());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void the_schemas_of_its_events_have_the_limits_of_a_field(TaskField field) {
        for (var schema : List.of("schema/TaskCreated-v1.json", "schema/TaskDetailsEdited-v1.json")) {
            var data = Documents.read(schema);
            assertLimits(
                    schema, field.personal() ? data.at("/properties/personal/properties/clear") : data, schema, field);
        }
    }

    private static void assertLimits(String file, JsonNode object, String where, TaskField field) {
        var property = resolved(file, object.path("properties").path(field.name()));
        assertThat(property.isMissingNode())
                .as("%s lacks %s", where, field.name())
                .isFalse();
        var schema =
                property.has("anyOf") ? resolved(file, property.path("anyOf").path(0)) : property;
        var as = field.name() + " of " + where;
        switch (field) {
            case TaskField.Text text -> assertLengths(as, schema, text.min(), text.max());
            case TaskField.Texts texts -> {
                assertThat(schema.path("maxItems").asInt(-1))
                        .as("maxItems of " + as)
                        .isEqualTo(texts.maxItems());
                assertLengths("items of " + as, resolved(file, schema.path("items")), texts.min(), texts.max());
            }
            case TaskField.Choice _ ->
                assertThat(schema.path("enum").valueStream().map(JsonNode::stringValue))
                        .as(as)
                        .containsExactlyElementsOf(Arrays.stream(Priority.values())
                                .map(Priority::wireName)
                                .toList());
            case TaskField.Time _ ->
                assertThat(schema.path("type").asString("string")).as(as).isEqualTo("string");
        }
    }

    private static void assertLengths(String as, JsonNode schema, int min, int max) {
        assertThat(schema.path("minLength").asInt(0)).as("minLength of " + as).isEqualTo(min);
        assertThat(schema.path("maxLength").asInt(-1)).as("maxLength of " + as).isEqualTo(max);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void the_pages_have_the_limits_of_a_field(TaskField field) throws IOException {
        var name = field.name();
        var limit = "| " + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " | ";
        var rule = "| `" + name + "` | ";
        switch (field) {
            case TaskField.Text text -> {
                var characters = "%s%,d characters".formatted(text.min() == 0 ? "" : text.min() + " to ", text.max());
                assertPage("limits.md", limit + characters);
                assertPage("commands.md", rule + (text.min() == 0 ? "up to " : "") + characters);
            }
            case TaskField.Texts texts -> {
                var items = "%d, each %d to %d characters".formatted(texts.maxItems(), texts.min(), texts.max());
                assertPage("limits.md", limit + items);
                assertPage("commands.md", rule + "up to " + items);
            }
            case TaskField.Choice _, TaskField.Time _ -> assertPage("commands.md", rule);
        }
    }

    /**
     * A limit that is not about a field of a task.
     *
     * @param row of docs/limits.md
     * @param published the number in openapi.yaml
     */
    record Other(String row, String text, int max, JsonNode published) {

        @Override
        public String toString() {
            return row;
        }
    }

    static Stream<Other> others() {
        return Stream.of(
                other(
                        "Display name",
                        "1 to %d characters",
                        Limits.MAX_DISPLAY_NAME,
                        SCHEMAS.at("/DisplayName/maxLength")),
                other(
                        "Commands of a batch",
                        "1 to %d",
                        Limits.MAX_BATCH,
                        SCHEMAS.at("/Batch/properties/commands/maxItems")),
                other(
                        "Profiles that an administrator reads at once",
                        "1 to %d ids",
                        Limits.MAX_PROFILES,
                        SCHEMAS.at("/UsersBatchGet/properties/ids/maxItems")),
                other(
                        "Page of a list",
                        "1 to %d, default " + Limits.DEFAULT_PAGE,
                        Limits.MAX_PAGE,
                        Documents.read(API).at("/components/parameters/Limit/schema/maximum")),
                other(
                        "Tags as filters of a list",
                        "%d, each 1 to " + TaskField.TAGS.max() + " characters",
                        Limits.MAX_TAG_FILTERS,
                        filter("tag").path("maxItems")),
                other(
                        "Search text of a list",
                        "%d characters",
                        Limits.MAX_SEARCH_TEXT,
                        filter("q").path("maxLength")),
                other(
                        "Days in `completedPerDay`",
                        "1 to %d, default the last " + Limits.DEFAULT_DAYS,
                        Limits.MAX_DAYS,
                        SCHEMAS.at("/Stats/properties/completedPerDay/maxItems")));
    }

    @ParameterizedTest
    @MethodSource("others")
    void every_other_limit_is_in_openapi_yaml_and_in_the_page(Other limit) throws IOException {
        assertThat(limit.published().asInt(-1)).as("openapi.yaml").isEqualTo(limit.max());
        assertPage("limits.md", "| " + limit.row() + " | " + limit.text().formatted(limit.max()));
    }

    @Test
    void the_page_of_the_commands_has_their_limits() throws IOException {
        assertPage("commands.md", "| `POST /api/tasks/batch` | up to " + Limits.MAX_BATCH + " commands");
        assertPage("commands.md", "| `displayName` | 1 to " + Limits.MAX_DISPLAY_NAME + " characters");
    }

    @Test
    void the_schema_of_a_profile_has_its_limit() {
        assertLengths(
                "displayName of schema/ProfileUpdated-v1.json",
                Documents.read("schema/ProfileUpdated-v1.json")
                        .at("/properties/personal/properties/clear/properties/displayName"),
                1,
                Limits.MAX_DISPLAY_NAME);
    }

    private static Other other(String row, String text, int max, JsonNode published) {
        return new Other(row, text, max, published);
    }

    private static JsonNode filter(String name) {
        return Documents.read(API)
                .at("/paths/~1api~1tasks/get/parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow()
                .path("schema");
    }

    private static JsonNode resolved(String file, JsonNode node) {
        return node.has("$ref") ? Documents.resolve(file, node.path("$ref").stringValue()) : node;
    }

    private static void assertPage(String page, String row) throws IOException {
        assertThat(Files.readString(Path.of("../docs", page)))
                .as("docs/" + page)
                .contains("\n" + row);
    }
}
