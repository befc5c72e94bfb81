package io.taskledger.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import io.taskledger.embedded.mongo.Condition.Within;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without this, no index would serve the driver's {@code and}. */
class FilterTest {

    @Test
    void conditions_stand_side_by_side_however_deep_they_are() {
        var filter = Filter.of(and(field("owner", "alice"), and(field("streams", "s"), field("key", "k"))));

        assertThat(filter.tests()).hasSize(3).isEqualTo(filter.bounds());
        assertThat(filter.bounds()).extracting(Within::field).containsExactly("owner", "streams", "key");
    }

    @Test
    void each_bound_of_a_range_is_a_condition() {
        var apart = Filter.of(and(field("_id", field("$gte", 1L)), field("_id", field("$lte", 9L))));
        var together = Filter.of(field("_id", field("$gte", 1L).append("$lte", 9L)));

        assertThat(apart.bounds()).hasSize(2);
        assertThat(together.bounds())
                .extracting(Within::intervals)
                .isEqualTo(apart.bounds().stream().map(Within::intervals).toList());
    }

    @Test
    void what_asks_for_two_values_of_one_field_does_not_become_less() {
        assertThat(Filter.of(and(field("tags", "a"), field("tags", "b"))).tests())
                .hasSize(2);
    }

    @Test
    void what_an_index_cannot_use_is_still_asked() {
        for (var condition : List.of(field("$ne", 1), field("$exists", true), field("$size", 2), List.of(1, 2))) {
            var filter = Filter.of(field("tags", condition));

            assertThat(filter.bounds()).as("%s", condition).isEmpty();
            assertThat(filter.tests()).as("%s", condition).hasSize(1);
        }
    }

    @Test
    void a_beginning_narrows_and_is_still_asked() {
        var filter = Filter.of(field("words", field("$regex", "^mil")));

        assertThat(filter.bounds()).hasSize(1);
        assertThat(filter.tests()).hasSize(1).doesNotContainAnyElementsOf(filter.bounds());
        assertThat(Filter.of(field("words", field("$regex", "^m.l"))).bounds()).isEmpty();
        assertThat(Filter.of(field("words", field("$regex", "^mil").append("$options", "i")))
                        .bounds())
                .isEmpty();
    }

    private static Document and(Document... parts) {
        return new Document("$and", List.of(parts));
    }

    private static Document field(String name, Object condition) {
        return new Document(name, condition);
    }
}
