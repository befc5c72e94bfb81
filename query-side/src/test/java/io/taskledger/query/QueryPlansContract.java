package io.taskledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.query.SentQuery.Recorder;
import io.taskledger.query.store.ReadModels;
import io.taskledger.query.task.TaskFold;
import io.taskledger.query.task.TaskProjection;
import io.taskledger.query.task.TaskRow;
import io.taskledger.query.task.TaskSort;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server's own query plans for the queries that the code sends: how much is read does not depend on how much there
 * is.
 */
abstract class QueryPlansContract {

    private static final Recorder RECORDER = new Recorder();
    private static final int TASKS = 1_000;

    private static MongoClient client;
    private static ReadModels readModels;

    /** A thousand tasks of each of two owners. */
    static void fill(String uri) {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .addCommandListener(RECORDER)
                .build());
        readModels = new ReadModels(client.getDatabase("indexes"));
        readModels.createIndexes(AllProjections.get());
        var projection = TaskProjection.TASKS;
        var documents = new ArrayList<Document>();
        for (int i = 0; i < 2 * TASKS; i++) {
            var owner = i % 2 == 0 ? QueriesOfTheApi.OWNER : "bob";
            var created = QueriesOfTheApi.NOW.plusSeconds(i);
            var details = new TaskDetails(
                    "Two words " + i,
                    "",
                    Priority.values()[i % 5],
                    QueriesOfTheApi.NOW.plusSeconds(TASKS - i),
                    List.of(i % 100 < 2 ? "home" : "away"));
            var view = TaskFold.fold(null, UUID.randomUUID(), 1, new TaskCreated(details), created);
            documents.add(projection.document(projection.id(owner, view.id()), TaskRow.of(owner, view), i));
        }
        readModels.of(projection).insertMany(documents);
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    private static Document explained(SentQuery query) {
        var command = new BsonDocument();
        query.sent().forEach((name, value) -> {
            if (!name.startsWith("$") && !name.equals("lsid") && !name.equals("readConcern")) {
                command.append(name, value);
            }
        });
        return client.getDatabase("indexes")
                .runCommand(new Document("explain", command).append("verbosity", "executionStats"));
    }

    private static Document stats(Document explained) {
        var stats = explained.get("executionStats", Document.class);
        return stats != null
                ? stats
                : explained
                        .getList("stages", Document.class)
                        .getFirst()
                        .get("$cursor", Document.class)
                        .get("executionStats", Document.class);
    }

    @ParameterizedTest
    @EnumSource(TaskSort.class)
    void no_query_reads_the_whole_collection_and_no_page_reads_the_pages_before_it(TaskSort sort) {
        for (var filter : QueriesOfTheApi.filters().entrySet()) {
            RECORDER.taken();
            QueriesOfTheApi.list(readModels, filter.getValue(), sort);
            for (var query : RECORDER.taken()) {
                var explained = explained(query);

                assertThat(explained.toJson()).as(filter.getKey()).doesNotContain("COLLSCAN");
                assertThat(stats(explained).getInteger("totalDocsExamined"))
                        .as(filter.getKey())
                        .isLessThanOrEqualTo(TASKS);
                if (List.of("no filter", "deleted=any").contains(filter.getKey())) {
                    assertThat(explained.toJson()).doesNotContain("\"SORT\"");
                    assertThat(stats(explained).getInteger("totalKeysExamined")).isLessThan(20);
                }
            }
        }
    }

    @Test
    void counting_what_is_overdue_reads_no_task() {
        RECORDER.taken();
        QueriesOfTheApi.stats(readModels);

        assertThat(stats(explained(RECORDER.taken().getFirst())).getInteger("totalDocsExamined"))
                .isZero();
    }
}
