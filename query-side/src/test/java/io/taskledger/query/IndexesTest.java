package io.taskledger.query;

import static io.taskledger.query.history.HistoryProjection.HISTORY;
import static io.taskledger.query.task.TaskProjection.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.SentQuery.Recorder;
import io.taskledger.query.SentQuery.Service;
import io.taskledger.query.store.ReadModels;
import io.taskledger.query.task.TaskFold;
import io.taskledger.query.task.TaskRow;
import io.taskledger.query.task.TaskSort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each query that the routes send has an index that serves it, and each index has such a query. */
class IndexesTest {

    private static final Recorder RECORDER = new Recorder();

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private static ReadModels readModels;

    @BeforeAll
    static void threeTasks() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo.uri()))
                .addCommandListener(RECORDER)
                .build());
        readModels = new ReadModels(client.getDatabase("indexes"));
        readModels.createIndexes(AllProjections.get());
        for (int i = 0; i < 3; i++) {
            var due = QueriesOfTheApi.NOW.plusSeconds(i - 1L);
            var details = new TaskDetails("Two words", "", Priority.HIGH, due, List.of("home"));
            var view = TaskFold.fold(null, UUID.randomUUID(), 1, new TaskCreated(details), QueriesOfTheApi.NOW);
            readModels
                    .of(TASKS)
                    .insertOne(TASKS.document(
                            TASKS.id(QueriesOfTheApi.OWNER, view.id()), TaskRow.of(QueriesOfTheApi.OWNER, view), i));
        }
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @BeforeEach
    void forget() {
        RECORDER.taken();
    }

    private static List<List<String>> indexes(MongoCollection<Document> collection) {
        return collection
                .listIndexes()
                .map(index -> List.copyOf(index.get("key", Document.class).keySet()))
                .into(new ArrayList<>());
    }

    private static List<SentQuery> lists(String filter, TaskSort sort) {
        QueriesOfTheApi.list(readModels, QueriesOfTheApi.filters().get(filter), sort);
        return RECORDER.taken();
    }

    private static boolean isServed(SentQuery query, Service wanted) {
        return indexes(readModels.of(TASKS)).stream().map(query::servedBy).anyMatch(wanted::equals);
    }

    @ParameterizedTest
    @EnumSource(TaskSort.class)
    void every_order_of_the_list_is_that_of_an_index(TaskSort sort) {
        for (var filter : List.of("no filter", "deleted=true", "deleted=any")) {
            var pages = lists(filter, sort);

            assertThat(isServed(pages.getFirst(), new Service(2, true)))
                    .as("%s, first page", filter)
                    .isTrue();
            if (!filter.equals("deleted=true")) {
                assertThat(pages).hasSize(2);
                assertThat(isServed(pages.get(1), new Service(3, true)))
                        .as("%s, a page far down begins where the one before ended", filter)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TaskSort.class)
    void every_filter_has_an_index_that_narrows_or_one_that_has_the_order(TaskSort sort) {
        for (var filter : QueriesOfTheApi.filters().keySet()) {
            assertThat(lists(filter, sort))
                    .as(filter)
                    .isNotEmpty()
                    .allSatisfy(page -> assertThat(indexes(readModels.of(TASKS)).stream()
                                    .map(page::servedBy)
                                    .anyMatch(service -> service.bounds() >= 3 || service.ordered()))
                            .isTrue());
        }
    }

    @Test
    void the_filters_that_leave_few_are_read_in_the_usual_order_without_sorting() {
        for (var filter : List.of("status=open", "status=open,in_progress", "tag=home", "q=two words")) {
            var pages = lists(filter, TaskSort.CREATED_FALLING);

            assertThat(isServed(pages.getFirst(), new Service(3, true)))
                    .as(filter)
                    .isTrue();
            assertThat(isServed(pages.get(1), new Service(4, true)))
                    .as("%s, a page far down", filter)
                    .isTrue();
        }
    }

    @Test
    void what_is_to_be_done_is_read_by_due_time_and_what_is_overdue_alone_is_read() {
        assertThat(isServed(lists("status=open", TaskSort.DUE).getFirst(), new Service(3, true)))
                .isTrue();
        for (var sort : List.of(TaskSort.DUE, TaskSort.CREATED_FALLING)) {
            assertThat(indexes(readModels.of(TASKS)).stream()
                            .map(lists("overdue=true", sort).getFirst()::servedBy))
                    .as(sort.wireName())
                    .anyMatch(service -> service.bounds() == 4);
        }
    }

    @Test
    void overdue_tasks_are_counted_in_an_index_alone() {
        QueriesOfTheApi.stats(readModels);
        var count = RECORDER.taken().getFirst();

        assertThat(count.collection()).isEqualTo("tasks");
        assertThat(indexes(readModels.of(TASKS)))
                .anyMatch(index -> count.servedBy(index).bounds() == 4
                        && index.containsAll(count.filter().keySet()));
    }

    @Test
    void single_documents_are_read_by_their_id() {
        QueriesOfTheApi.stats(readModels);
        QueriesOfTheApi.task(readModels, UUID.randomUUID());

        assertThat(RECORDER.taken().stream().skip(1))
                .hasSize(3)
                .allMatch(query -> query.servedBy(List.of("_id")).bounds() == 1);
    }

    @Test
    void a_history_is_read_from_its_index() {
        QueriesOfTheApi.history(readModels, UUID.randomUUID());

        var query = RECORDER.taken().getFirst();
        assertThat(indexes(readModels.of(HISTORY)).stream().map(query::servedBy))
                .contains(new Service(3, true));
    }

    @Test
    void no_index_is_there_for_nothing() {
        Set<List<String>> best = new HashSet<>();
        for (var filter : QueriesOfTheApi.filters().keySet()) {
            for (var sort : TaskSort.values()) {
                for (var query : lists(filter, sort)) {
                    indexes(readModels.of(TASKS)).stream()
                            .filter(index -> query.servedBy(index).ordered())
                            .max(java.util.Comparator.comparingInt(
                                    index -> query.servedBy(index).bounds()))
                            .ifPresent(best::add);
                }
            }
        }
        best.add(List.of("_id"));

        assertThat(best).containsExactlyInAnyOrderElementsOf(indexes(readModels.of(TASKS)));
    }
}
