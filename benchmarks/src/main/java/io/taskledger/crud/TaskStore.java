package io.taskledger.crud;

import static com.mongodb.client.model.Filters.all;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.taskledger.contract.commit.TimeOrderedIds;
import io.taskledger.contract.task.TaskView;
import io.taskledger.query.task.SearchText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** One document a task. Writes are as durable as ours: majority and journal. Thread-safe. */
final class TaskStore {

    private static final FindOneAndUpdateOptions NEW =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> tasks;

    TaskStore(MongoDatabase database) {
        tasks = database.getCollection("tasks")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        tasks.createIndex(ascending("owner", "createdAt", "task"));
        tasks.createIndex(ascending("owner", "words", "createdAt", "task"));
    }

    List<TaskView> create(String owner, List<TaskInput> inputs) {
        var documents = inputs.stream()
                .map(input -> TaskDocuments.created(owner, TimeOrderedIds.next(), input, Instant.now()))
                .toList();
        if (documents.size() == 1) {
            tasks.insertOne(documents.getFirst());
        } else {
            tasks.insertMany(documents);
        }
        return documents.stream().map(TaskDocuments::view).toList();
    }

    /** Null if there is no such task. */
    @Nullable
    TaskView edit(String owner, UUID task, TaskInput input) {
        var changes = TaskDocuments.changes(input);
        changes.add(Updates.set("updatedAt", Date.from(Instant.now())));
        changes.add(Updates.inc("version", 1L));
        return shown(tasks.findOneAndUpdate(eq(TaskDocuments.id(owner, task)), Updates.combine(changes), NEW));
    }

    /** Null if there is no such task. */
    @Nullable
    TaskView find(String owner, UUID task) {
        return shown(tasks.find(eq(TaskDocuments.id(owner, task))).first());
    }

    private static @Nullable TaskView shown(@Nullable Document document) {
        return document == null ? null : TaskDocuments.view(document);
    }

    /** The newest tasks, with all of these words. */
    List<TaskView> newest(String owner, @Nullable String search, int limit) {
        List<String> words = search == null ? List.of() : SearchText.words(search);
        Bson wanted = words.isEmpty() ? eq("owner", owner) : and(eq("owner", owner), all("words", words));
        return tasks
                .find(wanted)
                .sort(Sorts.descending("createdAt", "task"))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(TaskDocuments::view)
                .toList();
    }

    Map<String, Integer> countByStatus(String owner) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        tasks.aggregate(List.of(
                        Aggregates.match(eq("owner", owner)),
                        Aggregates.group("$status", Accumulators.sum("count", 1))))
                .forEach(group -> counts.put(group.getString("_id"), group.getInteger("count")));
        return counts;
    }
}
