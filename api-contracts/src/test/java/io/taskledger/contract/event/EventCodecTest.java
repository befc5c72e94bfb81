package io.taskledger.contract.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskledger.contract.commit.JsonFields;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.TaskEvent.TaskCompleted;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDeleted;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.event.TaskEvent.TaskReopened;
import io.taskledger.contract.event.TaskEvent.TaskRestored;
import io.taskledger.contract.event.TaskEvent.TaskStarted;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

    private static final EventCodec CODEC = EventCodec.standard();
    private static final Instant DUE = Instant.parse("2026-11-23T23:59:59.999Z");
    private static final String CREATED =
            "{\"due\":null,\"personal\":{\"clear\":{\"description\":\"\",\"tags\":[],\"title\":\"s3cret\"}},\"priority\":\"none\"}";

    static List<Event> events() {
        return List.of(
                new TaskCreated(new TaskDetails("t", "d", Priority.URGENT, DUE, List.of("a", "b"))),
                new TaskCreated(new TaskDetails("t", "", Priority.NONE, null, List.of())),
                new TaskDetailsEdited(DetailsEdit.NOTHING),
                new TaskDetailsEdited(new DetailsEdit("t", "d", Priority.LOW, new DetailsEdit.Due(DUE), List.of())),
                new TaskDetailsEdited(new DetailsEdit(null, null, null, new DetailsEdit.Due(null), null)),
                new TaskStarted(),
                new TaskCompleted(),
                new TaskReopened(),
                new TaskDeleted(),
                new TaskRestored(),
                new ProfileUpdated("Alice", "Europe/Berlin"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void what_was_written_is_read_back(Event event) {
        var type = EventType.of(event);

        assertThat(CODEC.read(recorded(type.wireName(), type.version(), EventCodec.data(event))))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TaskVanished|1|{}|Unknown event type TaskVanished",
                "TaskStarted|2|{}|TaskStarted version 2 is newer than this version reads",
                "TaskStarted|0|{}|TaskStarted version 0 has no upcaster to version 1",
                "TaskStarted|1|s3cret|TaskStarted version 1 cannot be read: Not well-formed JSON: StreamReadException",
                "TaskStarted|1|[]|TaskStarted version 1 cannot be read: Not a JSON object",
                "ProfileUpdated|1|{\"timeZone\":\"s3cret\"}|ProfileUpdated version 1 cannot be read: personal is missing or not of type Map",
                "ProfileUpdated|1|{\"personal\":{\"sealed\":\"s3cret\"},\"timeZone\":\"s3cret\"}|ProfileUpdated version 1 cannot be read: clear is missing or not of type Map",
            })
    void an_event_that_cannot_be_understood_says_why(String type, int version, String data, String message) {
        assertUnreadable(recorded(type, version, data.getBytes(UTF_8)), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"title\":\"s3cret\"|\"other\":\"s3cret\"|title is missing or not of type String",
                "\"title\":\"s3cret\"|\"title\":1|title is missing or not of type String",
                "\"tags\":[]|\"tags\":[1]|tags is missing or not of type String",
                "\"tags\":[]|\"tags\":\"s3cret\"|tags is missing or not of type List",
                "\"priority\":\"none\"|\"priority\":\"s3cret\"|priority has a value of the wrong form",
                "\"due\":null|\"due\":\"s3cret\"|due has a value of the wrong form",
                "\"due\":null|\"due\":\"2026-11-23T23:59:59Z\"|due has a value of the wrong form",
                "\"due\":null|\"due\":1.5|Value not allowed here: VALUE_NUMBER_FLOAT",
                "\"due\":null|\"due\":99999999999999999999|Not well-formed JSON: InputCoercionException",
                "\"due\":null,|``|due is missing or not of type String",
            })
    void a_field_that_is_not_what_the_type_says_is_named_and_its_value_is_not(String from, String to, String why) {
        var data = CREATED.replace(from, to).getBytes(UTF_8);

        assertUnreadable(recorded("TaskCreated", 1, data), "TaskCreated version 1 cannot be read: " + why);
    }

    @Test
    void data_of_an_older_version_is_lifted_step_by_step() {
        var upcasters = new Upcasters(Map.of(
                new Upcasters.Step("ProfileUpdated", -1), data -> renamed(data, "zone", "tz"),
                new Upcasters.Step("ProfileUpdated", 0), data -> renamed(data, "tz", "timeZone")));
        var old = "{\"personal\":{\"clear\":{\"displayName\":\"Alice\"}},\"zone\":\"UTC\"}".getBytes(UTF_8);

        assertThat(new EventCodec(upcasters).read(recorded("ProfileUpdated", -1, old)))
                .isEqualTo(new ProfileUpdated("Alice", "UTC"));
    }

    @Test
    void a_step_that_fails_makes_the_event_unreadable() {
        var upcasters = new Upcasters(Map.of(new Upcasters.Step("TaskStarted", 0), data -> {
            throw new ClassCastException("s3cret");
        }));
        var event = recorded("TaskStarted", 0, "{}".getBytes(UTF_8));

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> new EventCodec(upcasters).read(event))
                .withMessage("TaskStarted version 0 cannot be converted: ClassCastException")
                .withNoCause();
    }

    private static JsonFields renamed(JsonFields data, String from, String to) {
        var values = new LinkedHashMap<>(data.values());
        values.put(to, values.remove(from));
        return new JsonFields(values);
    }

    private static RecordedEvent recorded(String type, int version, byte[] data) {
        return new RecordedEvent(UUID.randomUUID(), type, version, StreamId.PROFILE, 1, data);
    }

    private static void assertUnreadable(RecordedEvent event, String message) {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> CODEC.read(event))
                .withMessage(message)
                .withNoCause();
    }
}
