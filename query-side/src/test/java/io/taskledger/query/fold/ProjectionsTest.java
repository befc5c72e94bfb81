package io.taskledger.query.fold;

import static io.taskledger.query.fold.Edits.EDITS;
import static io.taskledger.query.fold.Milestones.MILESTONES;
import static io.taskledger.query.profile.ProfileProjection.PROFILES;
import static io.taskledger.query.task.TaskProjection.TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.TaskEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The order of writes follows from what is derived from what, and what does not fit together is refused by a sentence.
 */
class ProjectionsTest {

    @Test
    void in_whatever_order_they_are_registered_what_is_derived_is_written_before_its_source() {
        for (var registered : List.of(
                List.of(TASKS, EDITS, MILESTONES, PROFILES),
                List.of(MILESTONES, PROFILES, EDITS, TASKS),
                List.of(EDITS, MILESTONES, TASKS, PROFILES))) {
            assertThat(new Projections(registered).writeOrder())
                    .containsSubsequence(MILESTONES, EDITS, TASKS)
                    .containsExactlyInAnyOrder(TASKS, EDITS, MILESTONES, PROFILES);
        }
    }

    @Test
    void a_source_that_is_not_registered_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Projections(List.of(TASKS, MILESTONES)))
                .withMessage("The projection milestones is derived from edits, which is not registered:"
                        + " register edits too");
    }

    @Test
    void a_circle_is_shown() {
        var circle = new Object() {
            Summary<Long> first = new Summary<>("first", () -> second());
            Summary<Long> second = new Summary<>("second", () -> first);

            Summary<Long> second() {
                return second;
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Projections(List.of(circle.first, circle.second)))
                .withMessage("These projections are derived from each other in a circle, so none of them can be written"
                        + " before its source: first, second, first");
    }

    @Test
    void two_projections_never_share_a_collection_nor_take_one_of_the_system() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Projections(List.of(TASKS, new Summary<>("tasks", () -> TASKS))))
                .withMessage("Two projections have the collection tasks: give one of them another name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Projections(List.of(TASKS, new Summary<>("commits", () -> TASKS))))
                .withMessage("The collection commits is not for a projection: give the projection another name");
    }

    @Test
    void the_events_of_a_stream_are_folded_by_one_projection_only() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Projections(List.of(TASKS, new Drafts())))
                .withMessage("Both tasks and drafts fold the events of the streams of kind task:"
                        + " derive one from the other");
    }

    /** Counts nothing. */
    private record Summary<S>(String collection, Supplier<DocumentProjection<S>> from)
            implements SummaryProjection<S, Long> {

        @Override
        public DocumentProjection<S> source() {
            return from.get();
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<Bson> indexes() {
            return List.of();
        }

        @Override
        public Long empty() {
            return 0L;
        }

        @Override
        public Set<String> affected(DocumentChange<S> change) {
            return Set.of();
        }

        @Override
        public Long fold(String id, Long value, DocumentChange<S> change) {
            return value;
        }

        @Override
        public Long read(Document document) {
            return 0L;
        }

        @Override
        public void write(Long value, Document document) {}
    }

    /** Folds the events of tasks a second time. */
    private static final class Drafts implements StreamProjection<TaskEvent, String> {

        @Override
        public String collection() {
            return "drafts";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<Bson> indexes() {
            return List.of();
        }

        @Override
        public StreamKind kind() {
            return TASKS.kind();
        }

        @Override
        public Class<TaskEvent> events() {
            return TaskEvent.class;
        }

        @Override
        public String id(String owner, StreamId stream) {
            return owner;
        }

        @Override
        public String fold(@Nullable String before, TaskEvent event, EventInCommit where) {
            return "";
        }

        @Override
        public String read(Document document) {
            return "";
        }

        @Override
        public void write(String value, Document document) {}
    }
}
