package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.SampleDetails;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskView;
import io.taskledger.edge.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whoever adds a field to a task and forgets to read it from requests learns here which field is lost where. */
class DetailsReaderTest {

    private static final TaskDetails SENT = SampleDetails.different();

    static List<String> fields() {
        return SampleDetails.names();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void post_reads_every_field(String field) {
        var fields = Fields.of(task()).ignoring(DetailsReader.READ_ONLY);
        var details = DetailsReader.details(fields);
        DetailsReader.status(fields);
        fields.end();
        fields.check();

        assertThat(SampleDetails.value(details, field)).isEqualTo(SampleDetails.value(SENT, field));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void put_reads_every_field_and_requires_it(String field) {
        var edit = DetailsReader.replacement(Fields.of(task()));
        var without = task();
        without.remove(field);

        assertThat(SampleDetails.value(edit, field)).isEqualTo(SampleDetails.value(DetailsEdit.all(SENT), field));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> {
            var fields = Fields.of(without);
            DetailsReader.replacement(fields);
            fields.check();
        });
    }

    @ParameterizedTest
    @MethodSource("fields")
    void patch_reads_every_field_alone(String field) {
        var one = new JsonMapper().createObjectNode();
        one.set(field, task().get(field));
        var fields = Fields.of(one);
        var edit = DetailsReader.patch(fields);
        fields.end();
        fields.check();

        assertThat(SampleDetails.value(SampleDetails.DEFAULT.with(edit), field))
                .isEqualTo(SampleDetails.value(SENT, field));
        assertThat(edit.changing(SENT)).isEqualTo(DetailsEdit.NOTHING);
    }

    /** The task as a response shows it. */
    private static ObjectNode task() {
        var view = TaskView.of(new UUID(0, 1), 1, SENT, Status.OPEN, false, Instant.EPOCH, Instant.EPOCH, null);
        return new JsonMapper().valueToTree(view);
    }
}
