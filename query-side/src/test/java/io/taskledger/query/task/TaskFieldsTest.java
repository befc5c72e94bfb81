package io.taskledger.query.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.event.TaskEvent.TaskDetailsEdited;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.SampleDetails;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskView;
import io.taskledger.query.history.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever adds a field to a task and forgets a part of the read models learns here which field is lost where. */
class TaskFieldsTest {

    private static final TaskDetails SENT = SampleDetails.different();
    private static final TaskView CREATED = fold(null, new TaskCreated(SampleDetails.DEFAULT));
    private static final TaskView EDITED = fold(CREATED, new TaskDetailsEdited(DetailsEdit.all(SENT)));

    static List<String> fields() {
        return SampleDetails.names();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_fold_keeps_every_field(String field) {
        assertThat(SampleDetails.value(fold(null, new TaskCreated(SENT)), field))
                .isEqualTo(SampleDetails.value(SENT, field));
        assertThat(SampleDetails.value(EDITED, field)).isEqualTo(SampleDetails.value(SENT, field));
        assertThat(SampleDetails.value(fold(EDITED, new TaskEvent.TaskStarted()), field))
                .isEqualTo(SampleDetails.value(SENT, field));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_document_keeps_every_field(String field) {
        var document = new Document();
        TaskDocument.write(TaskRow.of("owner", EDITED), document);

        assertThat(document).containsKey(field);
        assertThat(SampleDetails.value(TaskDocument.view(document), field)).isEqualTo(SampleDetails.value(SENT, field));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void the_history_shows_every_field(String field) {
        assertThat(Change.between(null, EDITED)).anySatisfy(change -> {
            assertThat(change.field()).isEqualTo(field);
            assertThat(change.from()).isNull();
            assertThat(change.to()).isNotNull();
        });
        assertThat(Change.between(CREATED, EDITED)).anySatisfy(change -> {
            assertThat(change.field()).isEqualTo(field);
            assertThat(change.from()).isNotEqualTo(change.to());
        });
        assertThat(Change.between(EDITED, EDITED)).isEmpty();
    }

    private static TaskView fold(@Nullable TaskView before, TaskEvent event) {
        long version = before == null ? 1 : before.version() + 1;
        return TaskFold.fold(before, new UUID(0, 1), version, event, Instant.EPOCH);
    }
}
