package io.taskledger.query.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What queries may rely on with every server: order, limits, indexes of arrays, null, types. */
@SuppressWarnings("JavaUtilDate") // the type of the driver
abstract class MongoQueriesContract {

    private MongoCollection<Document> documents;

    abstract MongoClient client();

    @BeforeEach
    void empty() {
        documents = client().getDatabase("queries").getCollection("documents");
        documents.drop();
    }

    private void insert(Object... values) {
        var all = new ArrayList<Document>();
        for (int i = 0; i < values.length; i++) {
            all.add(new Document("_id", i).append("owner", "alice").append("value", values[i]));
        }
        documents.insertMany(all);
    }

    private List<Integer> ids(Bson filter, Bson sort, int limit) {
        return documents
                .find(filter)
                .sort(sort)
                .limit(limit)
                .map(found -> found.getInteger("_id"))
                .into(new ArrayList<>());
    }

    private static final Bson ALICE = eq("owner", "alice");

    /** Every claim holds with an index, with one that falls, and without. */
    private void withAndWithoutIndex(Runnable claim) {
        claim.run();
        var rising = documents.createIndex(ascending("owner", "value", "_id"));
        claim.run();
        documents.dropIndex(rising);
        documents.createIndex(compoundIndex(ascending("owner"), descending("value", "_id")));
        claim.run();
    }

    @Test
    void values_of_different_types_have_one_order() {
        insert(
                null,
                -5,
                1.5,
                2L,
                "",
                "Z",
                "a",
                "aa",
                "\uffee",
                "\ud83c\udf89",
                new Document("a", 1),
                new Binary(new byte[] {1}),
                new ObjectId(),
                false,
                true,
                new Date(-1),
                new Date(0));
        documents.insertOne(new Document("_id", 100).append("owner", "bob"));

        withAndWithoutIndex(() -> {
            var rising = ids(ALICE, Sorts.ascending("value", "_id"), 0);

            assertThat(rising).isSorted().hasSize(17);
            assertThat(ids(ALICE, Sorts.descending("value", "_id"), 0)).isEqualTo(rising.reversed());
            assertThat(ids(ALICE, Sorts.descending("value", "_id"), 3)).containsExactly(16, 15, 14);
        });
    }

    @Test
    void a_comparison_finds_values_of_its_own_type_only() {
        insert(null, 1, 2L, 3.0, "1", "2", new Date(2), true, List.of(), List.of(2, "x"));

        withAndWithoutIndex(() -> {
            assertThat(ids(and(ALICE, gte("value", 2)), Sorts.ascending("_id"), 0))
                    .containsExactly(2, 3, 9);
            assertThat(ids(and(ALICE, lt("value", "2")), Sorts.ascending("_id"), 0))
                    .containsExactly(4);
            assertThat(ids(and(ALICE, gt("value", new Date(1))), Sorts.ascending("_id"), 0))
                    .containsExactly(6);
            assertThat(ids(and(ALICE, eq("value", 2)), Sorts.ascending("_id"), 0))
                    .containsExactly(2, 9);
        });
    }

    @Test
    void what_is_missing_is_null_and_comes_first() {
        insert("b", null, "a", List.of(), List.of());
        documents.updateOne(eq(4), Updates.unset("value"));

        withAndWithoutIndex(() -> {
            assertThat(ids(and(ALICE, eq("value", null)), Sorts.ascending("_id"), 0))
                    .containsExactly(1, 4);
            assertThat(ids(and(ALICE, in("value", null, "a")), Sorts.ascending("_id"), 0))
                    .containsExactly(1, 2, 4);
            assertThat(ids(and(ALICE, ne("value", null)), Sorts.ascending("_id"), 0))
                    .containsExactly(0, 2, 3);
            assertThat(ids(ALICE, Sorts.ascending("value", "_id"), 0)).containsExactly(3, 1, 4, 2, 0);
            assertThat(ids(ALICE, Sorts.descending("value", "_id"), 0)).containsExactly(0, 2, 4, 1, 3);
        });
    }

    @Test
    void equal_values_are_ordered_by_the_rest_of_the_order() {
        insert("a", "b", "a", "b", "a");

        withAndWithoutIndex(() -> {
            assertThat(ids(ALICE, Sorts.ascending("value", "_id"), 4)).containsExactly(0, 2, 4, 1);
            assertThat(ids(ALICE, Sorts.descending("value", "_id"), 4)).containsExactly(3, 1, 4, 2);
            assertThat(ids(ALICE, Sorts.orderBy(Sorts.ascending("value"), Sorts.descending("_id")), 4))
                    .containsExactly(4, 2, 0, 3);
            assertThat(ids(and(ALICE, eq("value", "a")), Sorts.descending("_id"), 2))
                    .containsExactly(4, 2);
        });
    }

    @Test
    void pages_that_begin_where_the_last_one_ended_show_everything_once() {
        var values = new Object[60];
        for (int i = 0; i < values.length; i++) {
            values[i] = new Date(i * 7 % 13);
        }
        insert(values);

        withAndWithoutIndex(() -> {
            for (boolean rising : List.of(true, false)) {
                var sort = rising ? Sorts.ascending("value", "_id") : Sorts.descending("value", "_id");
                var pages = new ArrayList<Integer>();
                var filter = ALICE;
                List<Document> page;
                do {
                    page = documents.find(filter).sort(sort).limit(7).into(new ArrayList<>());
                    page.forEach(found -> pages.add(found.getInteger("_id")));
                    if (!page.isEmpty()) {
                        var last = page.getLast();
                        filter = and(ALICE, after(rising, last.get("value"), last.getInteger("_id")));
                    }
                } while (!page.isEmpty());

                assertThat(pages).isEqualTo(ids(ALICE, sort, 0)).hasSize(60);
            }
        });
    }

    private static Bson after(boolean rising, Object value, int id) {
        return rising
                ? and(gte("value", value), or(gt("value", value), and(eq("value", value), gt("_id", id))))
                : and(lte("value", value), or(lt("value", value), and(eq("value", value), lt("_id", id))));
    }

    @Test
    void several_values_of_a_first_key_are_merged_in_the_order_of_the_next() {
        documents.createIndex(ascending("owner", "kind", "value", "_id"));
        for (int i = 0; i < 30; i++) {
            documents.insertOne(new Document("_id", i)
                    .append("owner", i % 5 == 4 ? "bob" : "alice")
                    .append("kind", List.of("x", "y", "z").get(i % 3))
                    .append("value", i));
        }

        assertThat(ids(and(ALICE, in("kind", "z", "x")), Sorts.ascending("value", "_id"), 5))
                .containsExactly(0, 2, 3, 5, 6);
        assertThat(ids(and(ALICE, in("kind", "x", "z", "x")), Sorts.descending("value", "_id"), 3))
                .containsExactly(27, 26, 23);
        assertThat(ids(and(ALICE, in("kind", "x", "z"), gt("value", 20)), Sorts.ascending("value"), 2))
                .containsExactly(21, 23);
        assertThat(ids(and(ALICE, in("kind", List.of())), Sorts.ascending("value"), 2))
                .isEmpty();
        assertThat(ids(and(in("owner", "bob", "alice"), eq("kind", "x")), Sorts.descending("value"), 3))
                .containsExactly(27, 24, 21);
    }

    @Test
    void an_array_is_found_by_its_elements_and_once() {
        insert(List.of("milk", "mild"), List.of("mill", "silk"), "milk", List.of("a", "z"), List.of());

        withAndWithoutIndex(() -> {
            assertThat(ids(and(ALICE, eq("value", "milk")), Sorts.ascending("_id"), 0))
                    .containsExactly(0, 2);
            assertThat(ids(and(ALICE, eq("value", "milk"), eq("value", "mild")), Sorts.ascending("_id"), 0))
                    .containsExactly(0);
            assertThat(ids(and(ALICE, in("value", "milk", "mild", "silk")), Sorts.ascending("_id"), 0))
                    .containsExactly(0, 1, 2);
            assertThat(ids(and(ALICE, regex("value", "^mil")), Sorts.ascending("_id"), 0))
                    .containsExactly(0, 1, 2);
            assertThat(ids(and(ALICE, regex("value", "^mil")), Sorts.ascending("_id"), 2))
                    .containsExactly(0, 1);
            assertThat(ids(and(ALICE, gte("value", "mil"), lt("value", "mim")), Sorts.ascending("_id"), 0))
                    .as("different elements may meet different bounds")
                    .containsExactly(0, 1, 2, 3);
            assertThat(ids(
                            and(ALICE, elemMatch("value", new Document("$gte", "mil").append("$lt", "mim"))),
                            Sorts.ascending("_id"),
                            0))
                    .containsExactly(0, 1);
        });
    }

    @Test
    void an_array_is_ordered_by_its_first_element_in_that_order() {
        insert(List.of(5, 1), 3, List.of(2, 9), 4);

        withAndWithoutIndex(() -> {
            assertThat(ids(ALICE, Sorts.ascending("value"), 0)).containsExactly(0, 2, 1, 3);
            assertThat(ids(ALICE, Sorts.descending("value"), 0)).containsExactly(2, 0, 3, 1);
        });
    }

    @Test
    void a_count_respects_skip_and_limit() {
        insert(1, 2, 2, 3, 3, 3, List.of(3, 4));

        withAndWithoutIndex(() -> {
            assertThat(documents.countDocuments(and(ALICE, gte("value", 2)))).isEqualTo(6);
            assertThat(documents.countDocuments(and(ALICE, gte("value", 2)), new CountOptions().limit(4)))
                    .isEqualTo(4);
            assertThat(documents.countDocuments(
                            and(ALICE, gte("value", 2)),
                            new CountOptions().skip(4).limit(4)))
                    .isEqualTo(2);
            assertThat(documents.countDocuments(and(ALICE, in("value", 3, 4)))).isEqualTo(4);
            assertThat(documents.countDocuments(and(ALICE, eq("value", 9)))).isZero();
            assertThat(documents.countDocuments(and(ALICE, nor(eq("value", 2)))))
                    .isEqualTo(5);
        });
    }

    @Test
    void a_projection_keeps_or_leaves_out_fields() {
        documents.insertOne(new Document("_id", 1)
                .append("a", 1)
                .append("b", new Document("c", 2))
                .append("d", List.of("x")));

        assertThat(documents.find().projection(Projections.exclude("a", "d")).first())
                .isEqualTo(new Document("_id", 1).append("b", new Document("c", 2)));
        assertThat(documents.find().projection(Projections.include("d", "a")).first())
                .isEqualTo(new Document("_id", 1).append("a", 1).append("d", List.of("x")));
        assertThat(documents
                        .find()
                        .projection(Projections.fields(Projections.include("a"), Projections.excludeId()))
                        .first())
                .isEqualTo(new Document("a", 1));
        assertThat(documents.find().projection(Projections.excludeId()).first())
                .hasSize(3)
                .doesNotContainKey("_id");
        assertThat(documents.find().projection(Projections.include("_id")).first())
                .isEqualTo(new Document("_id", 1));
        assertThat(documents.find().projection(Projections.include("b.c")).first())
                .isEqualTo(new Document("_id", 1).append("b", new Document("c", 2)));
    }

    @Test
    void a_result_comes_in_batches_of_any_size() {
        insert(5, 4, 3, 2, 1);

        for (int size : List.of(1, 2, 5, 100)) {
            assertThat(documents
                            .find(ALICE)
                            .sort(Sorts.ascending("value"))
                            .projection(Projections.include("value"))
                            .batchSize(size)
                            .map(found -> found.getInteger("value"))
                            .into(new ArrayList<>()))
                    .containsExactly(1, 2, 3, 4, 5);
            assertThat(documents
                            .find(ALICE)
                            .sort(Sorts.descending("value"))
                            .batchSize(size)
                            .first())
                    .containsEntry("value", 5);
        }
    }

    @Test
    void a_swap_is_guarded_by_bytes() {
        documents.insertOne(new Document("_id", 1).append("state", new Binary(new byte[] {1, -1})));
        var old = and(eq(1), eq("state", new byte[] {1, -1}));
        var next = new Document("state", new Binary(new byte[] {2}));

        assertThat(documents.replaceOne(old, next).getMatchedCount()).isEqualTo(1);
        assertThat(documents.replaceOne(old, next).getMatchedCount()).isZero();
    }

    @Test
    void a_unique_index_refuses_a_second_document_also_when_one_changes() {
        documents.createIndex(ascending("owner", "value"), new IndexOptions().unique(true));
        insert(1, 2);

        for (var write : List.<Runnable>of(
                () -> documents.insertOne(
                        new Document("_id", 9).append("owner", "alice").append("value", 1.0)),
                () -> documents.updateOne(eq(1), Updates.set("value", 1L)))) {
            assertThat(catchThrowableOfType(MongoWriteException.class, write::run)
                            .getCode())
                    .isEqualTo(11000);
        }
        documents.updateOne(eq(1), Updates.set("more", true));
        documents.deleteOne(eq(0));
        documents.updateOne(eq(1), Updates.set("value", 1));
        assertThat(ids(eq("value", 1), Sorts.ascending("_id"), 0)).containsExactly(1);
    }

    @Test
    void two_arrays_cannot_share_an_index() {
        documents.createIndex(ascending("owner", "value"));

        assertThat(catchThrowableOfType(
                                MongoWriteException.class,
                                () -> documents.insertOne(
                                        new Document("owner", List.of("a")).append("value", List.of(1))))
                        .getCode())
                .isEqualTo(171);
    }

    /** The same writes to a collection with indexes and to one without, then the same queries. */
    @Test
    void an_index_never_changes_a_result() {
        var plain = client().getDatabase("queries").getCollection("plain");
        plain.drop();
        documents.createIndex(ascending("owner", "value", "when"));
        documents.createIndex(compoundIndex(ascending("owner"), descending("when"), ascending("tags")));
        documents.createIndex(ascending("owner", "tags", "when", "_id"));
        var random = new Random(7);
        for (int i = 0; i < 400; i++) {
            int id = random.nextInt(150);
            var document = document(id, random);
            for (var each : List.of(documents, plain)) {
                if (i % 7 == 6) {
                    each.deleteOne(eq(id));
                } else {
                    each.replaceOne(eq(id), document, new com.mongodb.client.model.ReplaceOptions().upsert(true));
                }
            }
        }
        for (int i = 0; i < 300; i++) {
            var filter = filter(random);
            var sort = sort(random);
            int limit = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(20);
            int skip = random.nextInt(4) == 0 ? random.nextInt(5) : 0;

            assertThat(documents.find(filter).sort(sort).skip(skip).limit(limit).into(new ArrayList<>()))
                    .as("%s by %s, %d after %d", filter.toBsonDocument(), sort.toBsonDocument(), limit, skip)
                    .isEqualTo(plain.find(filter)
                            .sort(sort)
                            .skip(skip)
                            .limit(limit)
                            .into(new ArrayList<>()));
            assertThat(documents.countDocuments(filter)).isEqualTo(plain.countDocuments(filter));
        }
    }

    private static Document document(int id, Random random) {
        var document = new Document("_id", id).append("owner", random.nextInt(4) == 0 ? "bob" : "alice");
        if (random.nextInt(5) > 0) {
            document.append("value", value(random));
        }
        if (random.nextInt(5) > 0) {
            document.append("when", Date.from(Instant.ofEpochMilli(random.nextInt(10))));
        }
        return document.append(
                "tags",
                random.ints(random.nextInt(3), 0, 5)
                        .distinct()
                        .mapToObj(tag -> "t" + tag)
                        .toList());
    }

    private static Object value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(4);
            case 1 -> (double) random.nextInt(4);
            case 2 -> (long) random.nextInt(4);
            case 3 -> "v" + random.nextInt(4);
            default -> random.nextBoolean();
        };
    }

    private static Bson filter(Random random) {
        var parts = new ArrayList<Bson>();
        parts.add(random.nextInt(6) == 0 ? in("owner", "alice", "bob", "carol") : ALICE);
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(part(random));
        }
        return random.nextInt(8) == 0 ? or(parts) : and(parts);
    }

    private static Bson part(Random random) {
        var when = new Date(random.nextInt(10));
        return switch (random.nextInt(12)) {
            case 0 -> eq("value", value(random));
            case 1 -> in("value", value(random), value(random), null);
            case 2 -> gt("value", value(random));
            case 3 -> lte("value", value(random));
            case 4 -> gte("when", when);
            case 5 -> and(gt("when", when), lt("when", new Date(when.getTime() + 3)));
            case 6 -> eq("when", when);
            case 7 -> eq("tags", "t" + random.nextInt(5));
            case 8 -> in("tags", "t" + random.nextInt(5), "t" + random.nextInt(5));
            case 9 -> regex("tags", "^t" + random.nextInt(5));
            case 10 -> and(gte("tags", "t" + random.nextInt(5)), lt("tags", "t" + random.nextInt(5)));
            default -> or(Filters.exists("value", false), eq("tags", "t1"));
        };
    }

    private static Bson sort(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Sorts.ascending("value", "when", "_id");
            case 1 -> Sorts.descending("value", "when", "_id");
            case 2 -> Sorts.orderBy(Sorts.descending("when"), Sorts.ascending("_id"));
            case 3 -> Sorts.ascending("when", "_id");
            default -> Sorts.descending("_id");
        };
    }
}
