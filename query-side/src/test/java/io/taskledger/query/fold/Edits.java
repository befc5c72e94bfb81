package io.taskledger.query.fold;

import static io.taskledger.query.task.TaskProjection.TASKS;

import io.taskledger.query.task.TaskRow;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A projection as a developer would add it: how many times an owner has changed tasks, apart from creating them. */
public final class Edits implements SummaryProjection<TaskRow, Long> {

    public static final Edits EDITS = new Edits(1);

    private final int version;

    /** @param version which is also how much each change counts */
    public Edits(int version) {
        this.version = version;
    }

    @Override
    public String collection() {
        return "edits";
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public List<Bson> indexes() {
        return List.of();
    }

    @Override
    public DocumentProjection<TaskRow> source() {
        return TASKS;
    }

    @Override
    public Long empty() {
        return 0L;
    }

    @Override
    public Set<String> affected(DocumentChange<TaskRow> change) {
        return change.before() == null ? Set.of() : Set.of(change.after().owner());
    }

    @Override
    public Long fold(String owner, Long edits, DocumentChange<TaskRow> change) {
        return edits + version;
    }

    @Override
    public Long read(Document document) {
        return document.getLong("edits");
    }

    @Override
    public void write(Long edits, Document document) {
        document.append("edits", edits);
    }
}
