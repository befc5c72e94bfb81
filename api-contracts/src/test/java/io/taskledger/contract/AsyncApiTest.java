package io.taskledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.commit.RecordHeaders;
import io.taskledger.contract.event.EventType;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The published description of the topic agrees with the code. */
class AsyncApiTest {

    private static final String FILE = "asyncapi.yaml";
    private static final JsonNode API = Documents.read(FILE);
    private static final JsonNode MESSAGE = API.at("/components/messages/commit");

    @Test
    void it_is_asyncapi_3_1_about_one_channel() {
        assertThat(API.path("asyncapi").stringValue()).isEqualTo("3.1.0");
        assertThat(API.at("/channels/task-events/address").stringValue()).isEqualTo("task-events");
        assertThat(API.path("channels").propertyNames()).hasSize(1);
    }

    @Test
    void every_reference_points_at_something() {
        assertThat(Documents.references(API))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                Documents.resolve(FILE, reference).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void the_headers_are_those_that_the_relay_writes() {
        assertThat(Set.copyOf(MESSAGE.at("/headers/properties").propertyNames()))
                .isEqualTo(headerNames());
        assertThat(MESSAGE.at("/headers/required").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrderElementsOf(headerNames().stream()
                        .filter(name -> !name.equals(RecordHeaders.TRACEPARENT))
                        .toList());
        assertThat(MESSAGE.at("/headers/properties/ce_type/const").stringValue())
                .isEqualTo(RecordHeaders.COMMIT_TYPE);
    }

    @Test
    void the_payload_is_the_commit() {
        assertThat(MESSAGE.at("/payload/schema/$ref").stringValue()).isEqualTo("schema/commit-v1.json");
    }

    @Test
    void the_data_of_every_event_type_is_listed() {
        var listed = API.at("/components/schemas")
                .propertyStream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey(),
                        entry -> entry.getValue().at("/schema/$ref").stringValue()));

        assertThat(listed)
                .isEqualTo(Arrays.stream(EventType.values())
                        .collect(Collectors.toMap(
                                EventType::wireName,
                                type -> "schema/" + type.wireName() + "-v" + type.version() + ".json")));
    }

    private static Set<String> headerNames() {
        return Arrays.stream(RecordHeaders.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> !field.getName().equals("COMMIT_TYPE"))
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .collect(Collectors.toSet());
    }
}
