package io.taskledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.commit.GoldenFiles;
import io.taskledger.contract.event.Event;
import io.taskledger.contract.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fails if an event lacks a part of its published form, and names that part. */
class EventFormsTest {

    static List<Class<?>> events() {
        return records(Event.class).toList();
    }

    @Test
    void no_two_types_are_of_one_event() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::eventClass)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_has_a_stored_form_under_its_own_name(Class<?> event) {
        assertThat(type(event).wireName()).isEqualTo(event.getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_has_a_schema_file(Class<?> event) {
        assertThat(getClass().getResource("/" + schema(event)))
                .as("api-contracts/src/main/resources/%s", schema(event))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_is_in_the_schema_of_the_commit(Class<?> event) {
        assertThat(Documents.read("schema/commit-v1.json")
                        .at("/$defs/event/properties/type/enum")
                        .valueStream())
                .as("types in schema/commit-v1.json")
                .anyMatch(type -> type.stringValue().equals(event.getSimpleName()));
        assertThat(Documents.references(Documents.read("schema/commit-v1.json")))
                .as("references of schema/commit-v1.json")
                .anyMatch(reference -> ("schema/" + reference).equals(schema(event)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_is_in_asyncapi_yaml(Class<?> event) {
        assertThat(Documents.read("asyncapi.yaml")
                        .at("/components/schemas/" + event.getSimpleName() + "/schema/$ref")
                        .asString())
                .as("schema of %s in asyncapi.yaml", event.getSimpleName())
                .isEqualTo(schema(event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_has_a_golden_sample(Class<?> event) {
        assertThat(GoldenFiles.events()).as("events in Golden.java").anyMatch(event::isInstance);
    }

    private static String schema(Class<?> event) {
        return "schema/" + event.getSimpleName() + "-v" + type(event).version() + ".json";
    }

    private static EventType type(Class<?> event) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.eventClass().equals(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError("EventType has no constant for " + event.getSimpleName()));
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventFormsTest::records)
                : Stream.of(type);
    }
}
