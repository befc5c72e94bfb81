package io.taskledger.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without this, no index would serve the driver's {@code and}. */
class ConjunctionTest {

    @Test
    void two_bounds_of_one_field_become_a_range() {
        assertThat(Conjunction.flat(and(field("_id", field("$gte", 1L)), field("_id", field("$lte", 9L)))))
                .isEqualTo(field("_id", field("$gte", 1L).append("$lte", 9L)));
    }

    @Test
    void conditions_on_several_fields_stand_side_by_side_however_deep_they_are() {
        assertThat(Conjunction.flat(and(field("owner", "alice"), and(field("streams", "s"), field("key", "k")))))
                .isEqualTo(field("owner", "alice").append("streams", "s").append("key", "k"));
    }

    @Test
    void what_asks_for_two_values_of_one_field_does_not_become_less() {
        var tags = Conjunction.flat(and(field("tags", "a"), field("tags", "b")));

        assertThat(tags.get("tags")).isEqualTo("a");
        assertThat(tags).hasSize(2);
    }

    @Test
    void the_query_itself_stays_as_it_is() {
        var query = and(field("_id", field("$gte", 1L)), field("_id", field("$lte", 9L)));
        Conjunction.flat(query);

        assertThat(query).isEqualTo(and(field("_id", field("$gte", 1L)), field("_id", field("$lte", 9L))));
    }

    private static Document and(Document... parts) {
        return new Document("$and", List.of(parts));
    }

    private static Document field(String name, Object condition) {
        return new Document(name, condition);
    }
}
