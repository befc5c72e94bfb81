package io.taskledger.contract.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.Event;
import io.taskledger.contract.event.EventCodec;
import io.taskledger.contract.event.EventType;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever adds a field to a task and forgets a part of the contract learns here which field is lost where. */
class TaskFieldTest {

    private static final TaskDetails SENT = SampleDetails.different();

    static List<String> fields() {
        return SampleDetails.names();
    }

    @Test
    void the_table_has_the_components_of_the_details() {
        assertThat(TaskField.ALL).map(TaskField::name).containsExactlyElementsOf(fields());
        assertThat(components(DetailsEdit.class)).containsExactlyElementsOf(fields());
        assertThat(components(TaskView.class)).containsSubsequence(fields());
    }

    @Test
    void the_sample_differs_from_the_default_in_every_component() {
        assertThat(fields())
                .allSatisfy(field -> assertThat(SampleDetails.value(SENT, field))
                        .as(field)
                        .isNotEqualTo(SampleDetails.value(SampleDetails.DEFAULT, field)));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_row_of_the_table_reads_its_own_component(String name) {
        var field = TaskField.ALL.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("TaskField.ALL has no row for " + name));

        assertThat(value(field, SENT)).isEqualTo(SampleDetails.value(SENT, name));
        assertThat(edited(field, DetailsEdit.all(SENT)))
                .isEqualTo(SampleDetails.value(DetailsEdit.all(SENT), name))
                .isNotNull();
        assertThat(edited(field, DetailsEdit.NOTHING)).isNull();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_created_task_keeps_every_field_in_its_event(String field) {
        var read = (TaskCreated) readBack(new TaskCreated(SENT));

        assertThat(SampleDetails.value(read.details(), field)).isEqualTo(SampleDetails.value(SENT, field));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void an_edited_task_keeps_every_field_in_its_event(String field) {
        var edit = DetailsEdit.all(SENT);
        var read = (TaskDetailsEdited) readBack(new TaskDetailsEdited(edit));

        assertThat(SampleDetails.value(read.edit(), field))
                .isEqualTo(SampleDetails.value(edit, field))
                .isNotNull();
        assertThat(SampleDetails.value(SampleDetails.DEFAULT.with(read.edit()), field))
                .isEqualTo(SampleDetails.value(SENT, field));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void an_edit_keeps_a_field_exactly_if_it_changes(String field) {
        var all = DetailsEdit.all(SENT);

        assertThat(SampleDetails.value(all.changing(SampleDetails.DEFAULT), field))
                .isEqualTo(SampleDetails.value(all, field));
        assertThat(SampleDetails.value(all.changing(SENT), field)).isNull();
        assertThat(SampleDetails.value(DetailsEdit.NOTHING, field)).isNull();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_view_shows_every_field(String field) {
        var view = TaskView.of(new UUID(0, 1), 1, SENT, Status.OPEN, false, Instant.EPOCH, Instant.EPOCH, null);

        assertThat(SampleDetails.value(view, field)).isEqualTo(SampleDetails.value(SENT, field));
        assertThat(SampleDetails.value(view.details(), field)).isEqualTo(SampleDetails.value(SENT, field));
    }

    private static Event readBack(Event event) {
        var type = EventType.of(event);
        return EventCodec.standard()
                .read(new RecordedEvent(
                        new UUID(0, 2),
                        type.wireName(),
                        type.version(),
                        StreamId.task(new UUID(0, 1)),
                        1,
                        EventCodec.data(event)));
    }

    private static Object value(TaskField field, TaskDetails details) {
        return switch (field) {
            case TaskField.Text text -> text.value().apply(details);
            case TaskField.Texts texts -> texts.value().apply(details);
            case TaskField.Choice choice -> choice.value().apply(details);
            case TaskField.Time time -> time.value().apply(details);
        };
    }

    private static Object edited(TaskField field, DetailsEdit edit) {
        return switch (field) {
            case TaskField.Text text -> text.edited().apply(edit);
            case TaskField.Texts texts -> texts.edited().apply(edit);
            case TaskField.Choice choice -> choice.edited().apply(edit);
            case TaskField.Time time -> time.edited().apply(edit);
        };
    }

    private static List<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
