package io.taskledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.taskledger.contract.event.EventType;
import io.taskledger.contract.profile.ProfileView;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskView;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The published HTTP API is consistent, and agrees with the records. */
class OpenApiTest {

    private static final String FILE = "openapi.yaml";
    private static final JsonNode API = Documents.read(FILE);
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    record Operation(String method, String path, JsonNode node) {

        boolean isCommand() {
            return !method.equals("get") && !isBatchGet();
        }

        /** A query that is too long for a GET and not about the caller's own data. */
        boolean isBatchGet() {
            return path.endsWith("/batch-get");
        }

        JsonNode response(String status) {
            return resolved(node.at("/responses").path(status));
        }

        Stream<String> parameters() {
            return Stream.of(node, API.at("/paths").path(path))
                    .flatMap(owner -> owner.path("parameters").valueStream())
                    .map(parameter -> resolved(parameter).path("name").stringValue());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Operation> operations() {
        return API.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation -> new Operation(operation.getKey(), path.getKey(), operation.getValue())))
                .toList();
    }

    @Test
    void it_is_openapi_3_1() {
        assertThat(API.path("openapi").stringValue()).startsWith("3.1");
        assertThat(operations()).isNotEmpty(); // RoutesTest of each side compares them with what is mapped
    }

    @Test
    void every_reference_points_at_something() {
        assertThat(Documents.references(API))
                .allSatisfy(reference -> assertThat(
                                Documents.resolve(FILE, reference).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas", "responses", "parameters", "headers"})
    void no_component_is_left_over(String kind) {
        var used = new HashSet<>(Documents.references(API));

        assertThat(API.at("/components/" + kind).propertyNames())
                .allSatisfy(name -> assertThat(used).contains("#/components/" + kind + "/" + name));
    }

    @Test
    void operation_ids_are_unique() {
        assertThat(operations())
                .map(operation -> operation.node().path("operationId").stringValue())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_names_the_side_that_answers_it(Operation operation) {
        assertThat(operation.node().path("x-side").stringValue())
                .isEqualTo(operation.isCommand() ? "command" : "query");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_documents_its_success_and_the_failures_that_every_one_has(Operation operation) {
        var success = operation.toString().equals("post /api/tasks") ? "201" : "200";

        assertThat(operation.node().path("responses").propertyNames())
                .contains(success, "400", "401", "403", "429", "500", "503");
        assertThat(operation
                        .response(success)
                        .at("/content/application~1json/schema/$ref")
                        .isString())
                .isTrue();
        for (var status : List.of("429", "503")) {
            assertThat(operation.response(status).path("headers").propertyNames())
                    .as(status)
                    .contains("Retry-After");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_failure_is_a_problem(Operation operation) {
        operation.node().path("responses").propertyNames().stream()
                .filter(status -> status.compareTo("400") >= 0)
                .forEach(status -> assertThat(operation
                                .response(status)
                                .at("/content/application~1problem+json/schema/$ref")
                                .stringValue())
                        .as(status)
                        .isEqualTo("#/components/schemas/Problem"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_command_can_be_retried_and_its_effect_read(Operation operation) {
        if (operation.isCommand()) {
            var success = operation.toString().equals("post /api/tasks") ? "201" : "200";
            assertThat(operation.parameters()).contains("Idempotency-Key");
            assertThat(operation.response(success).path("headers").propertyNames())
                    .contains("Consistency-Token");
        } else if (!operation.isBatchGet()) {
            assertThat(operation.parameters()).contains("Consistency-Token", "Prefer", "If-None-Match");
            assertThat(operation.node().path("responses").propertyNames()).contains("304");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_variable_of_the_path_is_a_parameter(Operation operation) {
        assertThat(operation.path().contains("{id}"))
                .isEqualTo(operation.parameters().anyMatch("id"::equals));
    }

    @Test
    void the_views_have_the_components_of_the_records() {
        assertThat(properties("TaskView")).containsExactlyElementsOf(components(TaskView.class));
        assertThat(properties("UserView")).containsExactlyElementsOf(components(ProfileView.class));
    }

    @Test
    void the_enums_have_the_constants_of_the_records() {
        assertThat(values("Status")).containsExactlyElementsOf(wireNames(Status.values()));
        assertThat(values("Priority")).containsExactlyElementsOf(wireNames(Priority.values()));
        assertThat(values("TaskEventType"))
                .containsExactlyElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .filter(name -> name.startsWith("Task"))
                        .toList());
    }

    @Test
    void the_descriptions_of_the_failures_name_every_code_and_no_other() {
        var said = API.at("/components/responses")
                        .valueStream()
                        .map(response -> response.path("description").stringValue())
                        .reduce("", String::concat)
                + API.at("/info/description").stringValue();

        assertThat(values("ProblemCode"))
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(said).contains("`" + code + "`"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void the_example_of_a_body_is_valid(Operation operation) {
        operation.node().at("/requestBody/content").forEach(content -> {
            if (content.has("example")) {
                assertThat(errors(content.at("/schema/$ref").stringValue(), content.path("example")))
                        .isEmpty();
            }
        });
    }

    private static List<com.networknt.schema.Error> errors(String reference, JsonNode value) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("classpath:" + FILE + reference))
                .validate(value.toString(), InputFormat.JSON);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? Documents.resolve(FILE, node.path("$ref").stringValue()) : node;
    }

    private static List<String> properties(String schema) {
        return List.copyOf(
                API.at("/components/schemas").path(schema).path("properties").propertyNames());
    }

    private static List<String> values(String schema) {
        return API.at("/components/schemas")
                .path(schema)
                .path("enum")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<String> wireNames(Wire.Named... constants) {
        return Arrays.stream(constants).map(Wire.Named::wireName).toList();
    }
}
