package io.taskledger.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedMongoTest {

    private static final long LANE = 1L << 48;

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private MongoCollection<Document> documents;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @BeforeEach
    void empty() {
        documents = client.getDatabase("test").getCollection("documents");
        documents.drop();
        documents.createIndex(Indexes.ascending("owner", "streams", "_id"));
        documents.createIndex(Indexes.ascending("owner", "key"));
    }

    @Test
    void it_may_be_closed_twice() {
        var another = EmbeddedMongo.start();
        another.close();

        assertThatCode(another::close).doesNotThrowAnyException();
    }

    @Test
    void a_range_of_ids_comes_in_either_order_and_within_its_limits() {
        insert(LANE, LANE + 1, LANE + 2, 2 * LANE);

        assertThat(ids(and(gte("_id", LANE), lt("_id", 2 * LANE)), 1, 10)).containsExactly(LANE, LANE + 1, LANE + 2);
        assertThat(ids(and(gte("_id", LANE), lt("_id", 2 * LANE)), -1, 1)).containsExactly(LANE + 2);
        assertThat(ids(gt("_id", LANE + 2), 1, 10)).containsExactly(2 * LANE);
        assertThat(ids(and(gte("_id", 3 * LANE), lt("_id", 4 * LANE)), 1, 10)).isEmpty();
    }

    @Test
    void an_ordered_insert_stops_at_the_first_duplicate_and_names_it() {
        insert(7);

        var failure = catchThrowableOfType(MongoBulkWriteException.class, () -> insert(5, 6, 7, 8));

        assertThat(failure.getWriteErrors()).singleElement().satisfies(error -> {
            assertThat(error.getCode()).isEqualTo(11000);
            assertThat(error.getIndex()).isEqualTo(2);
        });
        assertThat(ids(gte("_id", 0L), 1, 10)).containsExactly(5L, 6L, 7L);
    }

    @Test
    void a_guarded_replacement_that_lost_its_guard_is_a_duplicate() {
        documents.insertOne(new Document("_id", "a").append("position", 3L));

        var replaced = documents.replaceOne(
                and(eq("_id", "a"), eq("position", 3L)),
                new Document("position", 4L),
                new ReplaceOptions().upsert(true));

        assertThat(replaced.getModifiedCount()).isEqualTo(1);
        assertThat(catchThrowableOfType(
                                com.mongodb.MongoWriteException.class,
                                () -> documents.replaceOne(
                                        and(eq("_id", "a"), eq("position", 3L)),
                                        new Document("position", 5L),
                                        new ReplaceOptions().upsert(true)))
                        .getCode())
                .isEqualTo(11000);
    }

    @Test
    void each_element_of_an_indexed_array_finds_its_document() {
        documents.insertOne(new Document("_id", 1L).append("owner", "alice").append("streams", List.of("a", "b")));
        documents.insertOne(new Document("_id", 2L).append("owner", "bob").append("streams", List.of("b")));
        documents.insertOne(new Document("_id", 3L).append("owner", "alice").append("key", "k"));

        assertThat(ids(and(eq("owner", "alice"), eq("streams", "b")), 1, 10)).containsExactly(1L);
        assertThat(ids(eq("owner", "alice"), 1, 10)).containsExactly(1L, 3L);
        assertThat(ids(and(eq("owner", "alice"), eq("key", "k")), 1, 10)).containsExactly(3L);
    }

    @Test
    void indexes_that_share_their_first_keys_find_what_each_of_them_would() {
        documents.createIndex(Indexes.ascending("owner", "deleted", "due"));
        documents.createIndex(Indexes.ascending("owner", "deleted", "title"));
        documents.createIndex(Indexes.ascending("owner", "status", "deleted", "due"));
        for (long id = 0; id < 40; id++) {
            documents.insertOne(new Document("_id", id)
                    .append("owner", id % 2 == 0 ? "alice" : "bob")
                    .append("deleted", id % 10 == 0)
                    .append("status", List.of("open", "started", "done").get((int) (id % 3)))
                    .append("streams", List.of("s" + id % 4, "s" + id % 5)));
        }
        documents.updateOne(eq("_id", 2L), Updates.set("status", "open"));
        documents.deleteOne(eq("_id", 4L));

        for (var more : List.of(
                new Document(),
                new Document("deleted", false),
                new Document("deleted", in(false, true)),
                new Document("status", in("open", "done", "open")),
                new Document("status", "started").append("deleted", false),
                new Document("status", in()).append("deleted", false),
                new Document("streams", in("s1", "s2")),
                new Document("streams", "s3").append("status", in("open", "started")),
                new Document("$and", List.of(new Document("streams", "s1"), new Document("streams", "s2"))))) {
            var query = new Document("owner", "alice");
            query.putAll(more);
            var slow = new Document("$nor", List.of(new Document("owner", new Document("$ne", "alice"))));
            slow.putAll(more); // no index serves a negation

            assertThat(ids(query, 1, 100)).as(query.toJson()).isEqualTo(ids(slow, 1, 100));
        }
    }

    private static Document in(Object... values) {
        return new Document("$in", List.of(values));
    }

    @Test
    void an_index_follows_a_document_that_changes_and_one_that_goes() {
        documents.insertOne(new Document("_id", 1L).append("owner", "alice").append("streams", List.of("a")));

        documents.updateOne(eq("_id", 1L), Updates.set("owner", "bob"));
        assertThat(ids(eq("owner", "alice"), 1, 10)).isEmpty();
        assertThat(ids(eq("owner", "bob"), 1, 10)).containsExactly(1L);

        documents.deleteOne(eq("_id", 1L));
        insert(9);
        assertThat(ids(eq("owner", "bob"), 1, 10)).isEmpty();
    }

    @Test
    void a_reader_never_sees_half_of_a_write() {
        documents.insertOne(new Document("_id", 1L).append("a", 0).append("b", 0));

        var writer = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= 500; i++) {
                documents.replaceOne(eq("_id", 1L), new Document("a", i).append("b", i));
            }
        });
        var torn = new ArrayList<Document>();
        while (!writer.isDone()) {
            var read = documents.find(eq("_id", 1L)).first();
            if (!read.get("a").equals(read.get("b"))) {
                torn.add(read);
            }
        }
        writer.join();

        assertThat(torn).isEmpty();
    }

    private void insert(long... ids) {
        var batch = new ArrayList<Document>();
        for (long id : ids) {
            batch.add(new Document("_id", id));
        }
        documents.insertMany(batch);
    }

    private List<Long> ids(org.bson.conversions.Bson filter, int direction, int limit) {
        return documents
                .find(filter)
                .sort(direction > 0 ? com.mongodb.client.model.Sorts.ascending("_id") : descending("_id"))
                .limit(limit)
                .map(document -> document.getLong("_id"))
                .into(new ArrayList<>());
    }
}
